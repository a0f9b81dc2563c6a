import type { Privilege } from "../databricks/privilege";
import type { Securable } from "../databricks/securable";

/** Privileges to hold on one securable. */
export interface Holding {
  readonly on: Securable;
  readonly privileges: readonly Privilege[];
}

/** The catalog of examples that everybody may read; Databricks accepts no grants on it. */
export const SAMPLES = "samples";

/**
 * What it takes to do something with a catalog, schema or table: the privileges on it, and on the way to it USE_CATALOG
 * on the catalog and USE_SCHEMA on the schema, or on the whole catalog when that is the securable. Catalogs first;
 * nothing for {@link SAMPLES}.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/privileges
 */
export function readPath(securable: Securable, privileges: readonly Privilege[]): Holding[] {
  const { catalog, schema } = securable;
  if (catalog === SAMPLES) return [];
  return [
    { on: { catalog }, privileges: ["USE_CATALOG"] },
    { on: { catalog, schema }, privileges: ["USE_SCHEMA"] },
    { on: securable, privileges },
  ];
}
