import type { CheckReport } from "../../lib/check/report";
import type { Status } from "../../lib/report/outcome";

/** A group that the tool's principal is in. */
export const GROUP = "bi tools";

/** What somebody did, and what the check has to make of it. */
export interface Situation {
  /** As the owner of everything; `<tool>` is the principal. */
  readonly statement: string;
  /** Puts back what the fix, told to a person, leaves to judge. */
  readonly putBack?: string;
  /** Of `nothing-elsewhere`; its cause then. @defaultValue PASS */
  readonly elsewhere?: Status;
  readonly privileges: Status;
  readonly grant: Status;
  readonly cause: RegExp;
}

export const SITUATIONS: readonly Situation[] = [
  {
    statement: "ALTER SCHEMA cat.sch OWNER TO <tool>",
    privileges: "FAIL",
    grant: "FAIL",
    cause: /it owns the schema cat\.sch: it may grant everything on it, and drop it with all that is in it/,
  },
  {
    statement: "ALTER CATALOG cat OWNER TO <tool>",
    privileges: "FAIL",
    grant: "FAIL",
    cause: /it owns the catalog cat: it may grant everything on it/,
  },
  {
    statement: `ALTER SCHEMA cat.sch OWNER TO \`${GROUP}\``,
    privileges: "WARN",
    grant: "WARN",
    cause: /the group bi tools, which it belongs to, owns the schema cat\.sch/,
  },
  {
    statement: `ALTER CATALOG cat OWNER TO \`${GROUP}\``,
    privileges: "WARN",
    grant: "WARN",
    cause: /the group bi tools, which it belongs to, owns the catalog cat/,
  },
  {
    statement: "GRANT MANAGE ON CATALOG cat TO <tool>",
    privileges: "FAIL",
    grant: "FAIL",
    cause: /granted to it directly: MANAGE on the catalog cat/,
  },
  {
    statement: "GRANT MANAGE ON SCHEMA cat.sch TO <tool>",
    privileges: "FAIL",
    grant: "FAIL",
    cause: /granted to it directly: MANAGE on the schema cat\.sch/,
  },
  {
    statement: "GRANT ALL PRIVILEGES ON SCHEMA cat.sch TO <tool>",
    privileges: "FAIL",
    grant: "PASS",
    cause: /granted to it directly: ALL PRIVILEGES on the schema cat\.sch/,
  },
  {
    statement: `GRANT MANAGE ON SCHEMA cat.sch TO \`${GROUP}\``,
    putBack: `REVOKE MANAGE ON SCHEMA cat.sch FROM \`${GROUP}\``,
    privileges: "WARN",
    grant: "WARN",
    cause: /MANAGE on the schema cat\.sch through the group bi tools/,
  },
  {
    statement: "GRANT CREATE CATALOG ON METASTORE TO <tool>",
    elsewhere: "FAIL",
    privileges: "PASS",
    grant: "PASS",
    cause: /granted to it directly: CREATE CATALOG on the metastore/,
  },
  {
    statement: "GRANT USE CATALOG, SELECT ON CATALOG main TO <tool>",
    elsewhere: "FAIL",
    privileges: "PASS",
    grant: "PASS",
    cause: /granted to it directly: SELECT on the catalog main, USE CATALOG on the catalog main/,
  },
  {
    statement: "GRANT SELECT ON SCHEMA main.default TO <tool>",
    elsewhere: "FAIL",
    privileges: "PASS",
    grant: "PASS",
    cause: /granted to it directly: SELECT on the schema main\.default/,
  },
];

/** The check in a situation, the statements it printed, and the check after those were run. */
export interface Seen {
  readonly report: CheckReport;
  readonly fixes: readonly string[];
  readonly after: CheckReport;
}
