import type { Caller } from "../../state/principals";
import type { Workspace } from "../../state/workspace";
import type { Name } from "../parser/cursor";
import type { Parameter } from "../query/parameters";
import type { Storage } from "../storage";

/** What a session remembers between statements. */
export interface SessionState {
  catalog: string;
  schema: string;
  readonly configuration: Map<string, string>;
}

/** What a statement reads and writes: full names, noted on the way. */
export interface Lineage {
  readonly sources: Set<string>;
  target?: string;
}

/** Everything one statement runs with. */
export interface StatementContext {
  readonly workspace: Workspace;
  readonly storage: Storage;
  readonly session: SessionState;
  readonly caller: Caller;
  readonly parameters: readonly Parameter[];
  readonly lineage: Lineage;
  /** Aborted by cancel, close and time-out. */
  readonly signal: AbortSignal;
}

/** `[catalog, schema, table]` of a name of one to three parts. */
export function tableName({ session }: StatementContext, name: Name): [string, string, string] {
  const [last = "", schema = session.schema, catalog = session.catalog] = [...name].reverse();
  return [catalog, schema, last];
}

/** `[catalog, schema]` of a name of one or two parts; without a name, the current ones. */
export function schemaName({ session }: StatementContext, name: Name = []): [string, string] {
  const [schema = session.schema, catalog = session.catalog] = [...name].reverse();
  return [catalog, schema];
}
