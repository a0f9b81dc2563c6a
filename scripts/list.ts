import { z } from "zod";
import { loadConfig } from "../config";
import { allPages } from "../workspace/pages";
import { padEnd, widest } from "../text/columns";
import { authenticate } from "../workspace/authentication";
import { RestClient } from "../workspace/rest";
import { ServiceError } from "../workspace/service-error";
import type { Context } from "./context";
import { UsageError } from "./errors";
import { settingsOf } from "./named-workspace";

export interface ListCommand {
  /** What to list, then for schemas the catalogs to look into. */
  readonly names: readonly string[];
  readonly json?: boolean;
}

type Row = Readonly<Record<string, string>>;
type List = (rest: RestClient, catalogs: readonly string[], note: (line: string) => void) => Promise<Row[]>;

const UC = "/api/2.1/unity-catalog";
const more = { next_page_token: z.string().optional() };
const securable = z.object({ name: z.string(), owner: z.string().default("") });
const catalogsSchema = z.object({ catalogs: z.array(securable).default([]), ...more });
const schemasSchema = z.object({ schemas: z.array(securable).default([]), ...more });
const warehousesSchema = z.object({
  warehouses: z
    .array(
      z.object({
        name: z.string(),
        id: z.string(),
        cluster_size: z.string().default(""),
        state: z.string().default(""),
      }),
    )
    .default([]),
  ...more,
});

const catalogsOf = async (rest: RestClient) =>
  (await allPages(rest, catalogsSchema, `${UC}/catalogs`)).flatMap(({ catalogs }) => catalogs);

const schemasOf = async (rest: RestClient, catalog: string): Promise<Row[]> => {
  const pages = await allPages(rest, schemasSchema, `${UC}/schemas`, { catalog_name: catalog });
  return pages.flatMap(({ schemas }) => schemas.map(({ name, owner }) => ({ name: `${catalog}.${name}`, owner })));
};

/** Of catalogs that were named it must be able to tell; of all others as far as it may. */
const listSchemas: List = async (rest, named, note) => {
  if (named.length > 0) return (await Promise.all(named.map((catalog) => schemasOf(rest, catalog)))).flat();
  const found = (await catalogsOf(rest)).map(({ name }) =>
    schemasOf(rest, name).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || error.kind !== "forbidden") throw error;
      note(`${name} is left out: ${error.message}`);
      return [];
    }),
  );
  return (await Promise.all(found)).flat();
};

const listWarehouses: List = async (rest) =>
  (await allPages(rest, warehousesSchema, "/api/2.0/sql/warehouses")).flatMap(({ warehouses }) =>
    warehouses.map(({ name, id, cluster_size: size, state }) => ({ name, id, size, state })),
  );

const LISTS: ReadonlyMap<string, List> = new Map([
  ["catalogs", catalogsOf],
  ["schemas", listSchemas],
  ["warehouses", listWarehouses],
]);

/** `onramp list KIND [CATALOG…]`: what the workspace has, as far as the signed-in identity sees it. Reads only. */
export async function run(
  { names, json }: ListCommand,
  { env, cwd, stdout, stderr, signal }: Context,
): Promise<number> {
  const [kind = "", ...catalogs] = names;
  const list = LISTS.get(kind);
  if (!list) {
    throw new UsageError(kind ? `${kind} cannot be listed.` : "Nothing to list is named.", [
      `Name one of ${[...LISTS.keys()].join(", ")}.`,
    ]);
  }
  if (catalogs.length > 0 && kind !== "schemas") throw new UsageError(`list ${kind} takes no further name.`);
  const { host, headers } = await authenticate(settingsOf(loadConfig({ cwd, env }).config, env));
  const note = (line: string) => void stderr.write(`${line}\n`);
  const rows = await list(new RestClient({ host, headers, signal }), catalogs, note);
  stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
  return 0;
}

function table(rows: readonly Row[]): string {
  const [first] = rows;
  if (!first) return "none that you can see\n";
  const columns = Object.keys(first).map((key) => [key.toUpperCase(), ...rows.map((row) => row[key] ?? "")]);
  const widths = columns.map(widest);
  const line = (at: number) => columns.map((column, index) => padEnd(column[at] ?? "", widths[index] ?? 0)).join("  ");
  return [-1, ...rows.keys()].map((row) => `${line(row + 1).trimEnd()}\n`).join("");
}
