import { listCatalogs } from "../../lib/databricks/catalogs";
import { listClusters } from "../../lib/databricks/clusters";
import { listSchemas } from "../../lib/databricks/schemas";
import { listWarehouses } from "../../lib/databricks/warehouses";
import { padEnd, widest } from "../../lib/report/columns";
import { authenticate } from "../../lib/databricks/authentication";
import { RestClient } from "../../lib/databricks/http/rest";
import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Context } from "../cli/context";
import { UsageError } from "../../lib/report/errors";
import { signInOf } from "../cli/named-workspace";

export interface ListCommand {
  /** What to list, then for schemas the catalogs to look into. */
  readonly names: readonly string[];
  readonly json?: boolean;
}

type Row = Readonly<Record<string, string | number | undefined>>;
type List = (rest: RestClient, catalogs: readonly string[], note: (line: string) => void) => Promise<readonly Row[]>;

/** Of catalogs that were named it must be able to tell; of all others as far as it may. */
const schemas: List = async (rest, named, note) => {
  const rows = async (catalog: string) =>
    (await listSchemas(rest, catalog)).map(({ name, owner }) => ({ name: `${catalog}.${name}`, owner }));
  if (named.length > 0) return (await Promise.all(named.map(rows))).flat();
  const found = (await listCatalogs(rest)).map(({ name }) =>
    rows(name).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || error.kind !== "forbidden") throw error;
      note(`${name} is left out: ${error.message}`);
      return [];
    }),
  );
  return (await Promise.all(found)).flat();
};

const catalogs: List = async (rest) =>
  (await listCatalogs(rest)).map(({ name, owner, kind }) => ({ name, owner, type: kind }));

const warehouses: List = async (rest) =>
  (await listWarehouses(rest))
    .filter(({ state }) => !state.startsWith("DELET"))
    .map(({ id, name, state, size, type, autoStopMinutes }) => ({ id, name, state, size, type, autoStopMinutes }));

const clusters: List = async (rest) =>
  (await listClusters(rest)).map(({ id, name, state, accessMode, autoTerminationMinutes }) => ({
    id,
    name,
    state,
    accessMode,
    autoTerminationMinutes,
  }));

const LISTS: ReadonlyMap<string, List> = new Map(Object.entries({ catalogs, schemas, warehouses, clusters }));

/** `onramp workspace list KIND [CATALOG…]`: what the workspace has, as far as the signed-in identity sees it. Reads only. */
export async function run({ names, json }: ListCommand, context: Context): Promise<number> {
  const { stdout, stderr, signal } = context;
  const [kind = "", ...within] = names;
  const list = LISTS.get(kind);
  if (!list) {
    throw new UsageError(kind ? `${kind} cannot be listed.` : "Nothing to list is named.", [
      `Name one of ${[...LISTS.keys()].join(", ")}.`,
    ]);
  }
  if (within.length > 0 && kind !== "schemas") throw new UsageError(`workspace list ${kind} takes no further name.`);
  const { host, headers } = await authenticate(signInOf(context));
  const note = (line: string) => void stderr.write(`${line}\n`);
  const rows = await list(new RestClient({ host, headers, signal }), within, note);
  stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
  return 0;
}

/** Headings of the columns, where they are not the field's name. */
const HEADINGS: Readonly<Record<string, string>> = {
  accessMode: "ACCESS MODE",
  autoStopMinutes: "AUTO STOP",
  autoTerminationMinutes: "AUTO TERMINATION",
};

function table(rows: readonly Row[]): string {
  const [first] = rows;
  if (!first) return "none that you can see\n";
  const columns = Object.keys(first).map((key) => [
    HEADINGS[key] ?? key.toUpperCase(),
    ...rows.map((row) => cell(key, row[key])),
  ]);
  const widths = columns.map(widest);
  const line = (at: number) => columns.map((column, index) => padEnd(column[at] ?? "", widths[index] ?? 0)).join("  ");
  return [-1, ...rows.keys()].map((row) => `${line(row + 1).trimEnd()}\n`).join("");
}

function cell(key: string, value: Row[string]): string {
  if (!key.endsWith("Minutes")) return String(value ?? "");
  return value === undefined ? "" : value === 0 ? "never" : `${value} min`;
}
