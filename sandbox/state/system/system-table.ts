import type { Facts } from "./facts";

/** A value as JSON has it; timestamps and dates in ISO 8601, decimals as text. Absent = NULL. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell | undefined };

/** Values by column. */
export type Row = Readonly<Record<string, Cell | undefined>>;

/** A table of the catalog `system`, whose rows are what the workspace knows of itself at the moment of asking. */
export interface SystemTable {
  readonly schema: string;
  readonly name: string;
  readonly comment: string;
  /** Names and types of Databricks SQL, in order. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: (workspace: Facts) => readonly Row[];
}

/** Columns of the same type. */
export const columns = (type: string, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, type]));

export const iso = (millis: number): string => new Date(millis).toISOString();

export const isoDate = (millis: number): string => iso(millis).slice(0, 10);

/** What every system table begins with. */
export const PLACE_COLUMNS = columns("STRING", "account_id", "workspace_id");

export function place({ data: { identity } }: Facts): { account_id: string; workspace_id: string } {
  return { account_id: identity.accountId, workspace_id: String(identity.workspaceId) };
}

/** Key-value pairs of a MAP column. */
export const map = (pairs: readonly { readonly key: string; readonly value: string }[]): Cell =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
