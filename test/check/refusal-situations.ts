import type { CheckReport } from "../../lib/check/report";

/** Something that goes wrong with what the tool reads, and what the check has to make of it. */
export interface Situation {
  readonly title: string;
  /** As the owner of everything; `<tool>` is the principal, `<clerk>` another one that has nothing. */
  readonly statements: readonly string[];
  /** Full name of what the tool reads. */
  readonly read: string;
  readonly probe: string;
  readonly cause: RegExp;
  /** Statements to paste, all of them. */
  readonly fixes: readonly RegExp[];
  /** Puts back what the fix leaves. */
  readonly putBack?: readonly string[];
  /** False where nothing that is printed can be run by the workspace that stands in. */
  readonly mends?: false;
}

const VIEW = "GRANT SELECT ON TABLE src.mart.v TO <tool>";

export const SITUATIONS: readonly Situation[] = [
  {
    title: "the owner of a view has nothing on the table below it",
    statements: [VIEW, "ALTER VIEW src.mart.v OWNER TO <clerk>"],
    read: "src.mart.v",
    probe: "select",
    cause: /^the view src\.mart\.v works with the rights of its owner \S+, who lacks USE CATALOG on the catalog src$/,
    fixes: [
      /^GRANT USE CATALOG ON CATALOG `src` TO `(?!<tool>)/,
      /^GRANT USE SCHEMA ON SCHEMA `src`\.`base` TO/,
      /^GRANT SELECT ON TABLE `src`\.`base`\.`t` TO/,
    ],
    putBack: ["ALTER VIEW src.mart.v OWNER TO admins"],
  },
  {
    title: "the owner of a view lost SELECT on the table below it",
    statements: [
      VIEW,
      "GRANT USE CATALOG ON CATALOG src TO <clerk>",
      "GRANT USE SCHEMA ON SCHEMA src.base TO <clerk>",
      "REVOKE SELECT ON TABLE src.base.t FROM <clerk>",
      "ALTER VIEW src.mart.v OWNER TO <clerk>",
    ],
    read: "src.mart.v",
    probe: "select",
    cause: /^the view src\.mart\.v works with the rights of its owner \S+, who lacks SELECT on the table src\.base\.t$/,
    fixes: [/USE CATALOG/, /USE SCHEMA/, /^GRANT SELECT ON TABLE `src`\.`base`\.`t` TO `(?!<tool>)/],
    putBack: ["ALTER VIEW src.mart.v OWNER TO admins"],
  },
  {
    title: "a table that a view reads was dropped",
    statements: [
      "CREATE TABLE src.base.gone (id INT)",
      "CREATE VIEW src.mart.broken AS SELECT id FROM src.base.gone",
      "GRANT SELECT ON TABLE src.mart.broken TO <tool>",
      "DROP TABLE src.base.gone",
    ],
    read: "src.mart.broken",
    probe: "select",
    cause: /^the view src\.mart\.broken is broken: it uses the table src\.base\.gone, which is not there/,
    fixes: [/^UNDROP TABLE `src`\.`base`\.`gone`$/],
    mends: false,
  },
  {
    title: "a table that the tool reads was dropped",
    statements: [
      "CREATE TABLE src.mart.dropped (id INT)",
      "GRANT SELECT ON TABLE src.mart.dropped TO <tool>",
      "DROP TABLE src.mart.dropped",
    ],
    read: "src.mart.dropped",
    probe: "select",
    cause: /^the table src\.mart\.dropped is not there, or hidden .*not the kit's, so no deploy brings it back$/,
    fixes: [/^UNDROP TABLE `src`\.`mart`\.`dropped`$/, /^GRANT SELECT ON TABLE `src`\.`mart`\.`dropped` TO `<tool>`$/],
    mends: false,
  },
  {
    title: "the tool itself lost SELECT",
    statements: ["GRANT SELECT ON TABLE src.base.t TO <tool>", "REVOKE SELECT ON TABLE src.base.t FROM <tool>"],
    read: "src.base.t",
    probe: "select",
    cause: /^the service principal lacks SELECT on the table src\.base\.t$/,
    fixes: [/^GRANT SELECT ON TABLE `src`\.`base`\.`t` TO `<tool>`$/],
  },
];

/** What came of one: the check, its statements to paste, what SHOW GRANTS lists for the tool, and the check after. */
export interface Seen {
  readonly report: CheckReport;
  readonly fixes: readonly string[];
  readonly held: readonly string[];
  readonly after: CheckReport;
}
