import { getCatalog } from "../../../lib/databricks/catalogs";
import { snippet } from "../../../lib/config/snippet";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { pass, warn, type Outcome } from "../../../lib/report/outcome";
import { lines } from "../lines";
import { getMetastore } from "../../../lib/databricks/metastore";
import { listWarehouses } from "../../../lib/databricks/warehouses";

/** The catalog that workspaces with Default Storage come with. */
const OWN_CATALOG = "workspace";

/** What Free Edition allows. */
const FREE = { warehouses: 1, size: "2X-Small" } as const;

/**
 * Free Edition and trial workspaces, as far as a workspace tells without its account: no storage root, the catalog
 * `workspace`, and no warehouse that is not serverless. That is a likeness, no proof.
 *
 * @see https://docs.databricks.com/aws/en/getting-started/free-edition-limitations
 */
export const edition: Examination<StatesContext> = {
  id: "edition",
  question: "whether this is Free Edition or a trial",
  async examine(context) {
    const { rest, declared, managed } = context;
    const metastore = await getMetastore(rest);
    if (!metastore || metastore.storage_root || !(await hasOwnCatalog(context))) return [];
    const there = await listWarehouses(rest);
    if (there.length === 0 || there.some(({ type }) => type !== "serverless")) return [];
    const outcomes: Outcome[] = [];
    const classic = [...declared.warehouses.filter(({ config }) => !config.serverless), ...declared.existing.clusters];
    for (const { path } of classic) {
      outcomes.push(
        warn(`${path} is not serverless, and this looks like Free Edition or a trial`, {
          cause: "these have serverless compute only, and Default Storage works with nothing else",
          fix: lines("let a serverless one be made:", snippet(path, { serverless: true })),
        }),
      );
    }
    const ours = new Set(there.filter(({ id }) => managed.warehouses.has(id)).map(({ name }) => name));
    const toMake = declared.warehouses.filter(({ config }) => !ours.has(config.name));
    const tooMany = toMake.length + there.length > FREE.warehouses;
    const [spare] = there.filter(({ id }) => !managed.warehouses.has(id));
    for (const { path, config } of toMake) {
      if (!tooMany && config.size === FREE.size && config.maxClusters === 1) continue;
      const instead = spare ? snippet(path, { existing: spare.id }) : snippet(path, { size: FREE.size });
      outcomes.push(
        warn(`the warehouse ${config.name} may be refused: this looks like Free Edition or a trial`, {
          cause: `Free Edition has one SQL warehouse of size ${FREE.size}${spare ? `, and ${spare.name} is there` : ""}`,
          fix: lines(spare ? "in Free Edition use that one:" : "in Free Edition keep it small:", instead),
        }),
      );
    }
    if (outcomes.length > 0) return outcomes;
    return [pass("looks like Free Edition or a trial: serverless only, data tied to this workspace")];
  },
};

async function hasOwnCatalog({ rest }: StatesContext): Promise<boolean> {
  try {
    await getCatalog(rest, OWN_CATALOG);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return false;
    throw error;
  }
}
