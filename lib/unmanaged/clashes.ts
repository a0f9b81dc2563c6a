import type { CreatedWarehouse } from "../config";
import { OWN_TAG } from "../config/resolve";
import { SMALL_WAREHOUSE } from "../../profiles";
import { WAREHOUSE_OPTION_NAMES, warehouseOptionsIn, withWarehouseDefaults } from "../databricks/warehouse-options";
import type { Reader } from "../databricks/http/rest";
import { fullName } from "../databricks/securable";
import { ServiceError } from "../databricks/http/service-error";
import type { DeclaredCompute } from "../config/declared-compute";
import type { Managed } from "../terraform/managed";
import { snippet, type Snippet } from "../config/snippet";
import type { Declared } from "../config/declared";
import { listWarehouses, type WarehouseInfo } from "../databricks/warehouses";
import { getCatalog } from "../databricks/catalogs";
import { getSchema } from "../databricks/schemas";

/** Something that a config creates, and that is there already without being in a state. */
export interface Clash {
  readonly kind: "catalog" | "schema" | "warehouse";
  /** Full name. */
  readonly name: string;
  /** What Terraform imports it by. */
  readonly id: string;
  /** Where the config asks for it. */
  readonly path: string;
  readonly owner?: string;
  /** Who made it, as far as the workspace tells. */
  readonly createdBy?: string;
  /** True for a warehouse with the kit's own tag for this very entry. */
  readonly tagged?: boolean;
  /** Lines for the config, of which one is to be chosen. */
  readonly waysOut: {
    /** Used as it is, never changed. */
    readonly adopt: Snippet;
    /** The stack's own from now on. */
    readonly import: Snippet;
    /** A new one, of another name. */
    readonly rename: Snippet;
  };
}

/** Something of which the workspace does not tell whether it is there. */
export interface Untold {
  readonly kind: Clash["kind"];
  readonly name: string;
  readonly path: string;
  readonly error: ServiceError;
}

export interface Clashes {
  readonly clashes: readonly Clash[];
  readonly untold: readonly Untold[];
}

/**
 * Everything that an apply would fail to create half-way, since somebody, or an interrupted run, has made it already;
 * schemas in a catalog that clashes included.
 */
export async function findClashes(declared: Declared, managed: Managed, rest: Reader): Promise<Clashes> {
  const catalogs = declared.catalogs.filter((each) => each.import === undefined && !managed.catalogs.has(each.name));
  const schemas = declared.schemas
    .map((each) => ({ ...each, full: fullName({ catalog: each.catalog, schema: each.name }) }))
    .filter((each) => each.import === undefined && !managed.schemas.has(each.full));
  const untold: Untold[] = [];
  const look = async (kind: "catalog" | "schema", name: string, path: string, ways: () => Clash["waysOut"]) => {
    try {
      const { owner, createdBy } = await (kind === "catalog" ? getCatalog(rest, name) : getSchema(rest, name));
      return [{ kind, name, id: name, path, owner, createdBy, waysOut: ways() }];
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind === "cancelled") throw error;
      if (error.kind !== "not-found") untold.push({ kind, name, path, error });
      return [];
    }
  };
  const found = await Promise.all([
    ...catalogs.map(({ path, ...catalog }) =>
      look("catalog", catalog.name, path, () => waysOut(path, catalog, { existing: catalog.name })),
    ),
    ...schemas.map(({ path, name, full }) =>
      look("schema", full, path, () => waysOut(path, { name }, { existing: name })),
    ),
    warehouseClashes(declared, managed, rest),
  ]);
  return { clashes: found.flat(), untold };
}

async function warehouseClashes({ warehouses }: Declared, managed: Managed, rest: Reader): Promise<Clash[]> {
  if (warehouses.length === 0) return [];
  const there = (await listWarehouses(rest)).filter(({ id }) => !managed.warehouses.has(id));
  return warehouses.flatMap((compute) => {
    const found = there.find(({ name }) => name === compute.config.name);
    return found ? [warehouseClash(compute, found)] : [];
  });
}

function warehouseClash(compute: DeclaredCompute<CreatedWarehouse>, found: WarehouseInfo): Clash {
  const { path, key } = compute;
  const { id, name, creator: createdBy, tags } = found;
  return {
    kind: "warehouse",
    name,
    id,
    path,
    createdBy,
    tagged: tags.get(OWN_TAG) === key,
    waysOut: waysOut(path, { name, ...chosenOptions(compute) }, { existing: id }, id),
  };
}

/** What the config says about a warehouse beyond its name and the defaults; tags apart, of which many are defaults. */
export function chosenOptions({ config, path, users }: DeclaredCompute<CreatedWarehouse>): Partial<CreatedWarehouse> {
  const hints = path.startsWith("warehouses.") ? SMALL_WAREHOUSE : (users[0]?.profile.warehouse ?? SMALL_WAREHOUSE);
  const standard = withWarehouseDefaults(warehouseOptionsIn(hints));
  return Object.fromEntries(
    WAREHOUSE_OPTION_NAMES.filter((option) => option !== "tags" && config[option] !== standard[option]).map(
      (option) => [option, config[option]],
    ),
  );
}

/** @param id where its name would not do */
function waysOut(path: string, created: { readonly name: string }, adopted: object, id?: string) {
  const { name, ...options } = created;
  return {
    adopt: snippet(path, adopted),
    import: snippet(path, id === undefined ? { import: name, ...options } : { ...created, import: id }),
    rename: snippet(path, { ...created, name: `${created.name}_2` }),
  };
}
