import { parseSecurable, type Securable } from "../../databricks/securable";

/** A refusal that names what is missing. */
export interface Denial {
  /** As the API spells it, e.g. `USE_CATALOG`; may be one that the kit never grants. */
  readonly privilege: string;
  readonly on: Securable;
  /** What that is, in the service's word: `table`, `function`, … */
  readonly kind: string;
}

const DENIAL =
  /does not have (?:permission )?([A-Z][A-Z_ ]*?) on (catalog|schema|table|view|materialized view|volume|function|routine or model) ['"`]?([^'"\s]+)['"`]?/i;

/** Which privilege on what the service says is missing, when it says so. */
export function denialIn(text: string): Denial | undefined {
  const [, words, kind, name] = DENIAL.exec(text) ?? [];
  if (words === undefined || kind === undefined || name === undefined) return undefined;
  const privilege = words.trim().toUpperCase().replaceAll(" ", "_");
  const word = /^routine/i.test(kind) ? "function" : kind.toLowerCase();
  return { privilege, on: parseSecurable(name.replace(/`|\.$/g, "")), kind: word };
}

const ABSENT =
  /(?:table or view|table|view|schema|catalog|volume|routine|function) ((?:`[^`]+`)(?:\.`[^`]+`)*|'[^']+'|"[^"]+") (?:cannot be found|was not found|does not exist|on search path)/i;

/** What the service says is not there, when it says so in three parts or fewer. */
export function absentIn(text: string): Securable | undefined {
  const [, name] = ABSENT.exec(text) ?? [];
  return name === undefined ? undefined : parseSecurable(name.replace(/[`'"]/g, ""));
}
