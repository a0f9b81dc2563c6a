import {
  isCreatedWarehouse,
  type CatalogChoice,
  type IntegrationConfig,
  type OnrampConfig,
  type SchemaConfig,
  type WarehouseConfig,
} from "../../lib/config";
import { accessOf } from "../../lib/access/integration-access";
import { sqlName } from "../../lib/databricks/privilege";
import { fullName } from "../../lib/databricks/securable";
import type { Surroundings } from "./look-around";
import { CREDENTIAL_WORDS, newWarehouse } from "./words";

/** One thing that the next deployment does or uses. */
export interface PlannedThing {
  readonly verb: "create" | "use" | "grant" | "join";
  readonly what: string;
}

/** What deploying an entry means for the workspace, in words; everything that is already there is only used. */
export function planOf(
  config: OnrampConfig,
  key: string,
  found: Pick<Surroundings, "warehouses" | "clusters">,
): PlannedThing[] {
  const entry = config.integrations.find(({ name }) => name === key);
  if (!entry) return [];
  return [...placeLines(config, entry), ...computeLines(config, entry, found), ...identityLines(config, entry)];
}

function placeLines(config: OnrampConfig, { catalog, schema }: IntegrationConfig): PlannedThing[] {
  if (!catalog) return [];
  const { config: settled, shared } = catalogOf(config, catalog);
  return [
    thing(!("existing" in settled) && !shared, `the catalog ${settled.name}`, shared),
    ...(schema ? [schemaLine(settled.name, schema)] : []),
  ];
}

function schemaLine(catalog: string, schema: SchemaConfig): PlannedThing {
  return thing(!("existing" in schema), `the schema ${catalog}.${schema.name}`);
}

function catalogOf(config: OnrampConfig, choice: CatalogChoice) {
  if (!("shared" in choice)) return { config: choice, shared: false };
  return { config: config.catalogs[choice.shared] ?? { name: choice.shared }, shared: true };
}

function thing(created: boolean, what: string, shared = false): PlannedThing {
  if (created) return { verb: "create", what };
  return { verb: "use", what: shared ? `${what}, which integrations share` : `${what} as it is` };
}

/** What runs the queries; of a shared warehouse what its entry says. */
function computeOf({ warehouses }: OnrampConfig, { warehouse }: IntegrationConfig): WarehouseConfig | undefined {
  return "shared" in warehouse ? warehouses[warehouse.shared] : warehouse;
}

function computeLines(
  config: OnrampConfig,
  entry: IntegrationConfig,
  { warehouses = [], clusters = [] }: Pick<Surroundings, "warehouses" | "clusters">,
): PlannedThing[] {
  const compute = computeOf(config, entry);
  if (!compute) return [];
  if ("cluster" in compute) return [{ verb: "use", what: `the cluster ${called(compute.cluster, clusters)} as it is` }];
  if ("existing" in compute) {
    const { existing, viaGroup } = compute;
    const use = { verb: "use", what: `the warehouse ${called(existing, warehouses)} as it is` } as const;
    return viaGroup ? [use, { verb: "join", what: `the group ${viaGroup}, with its service principal` }] : [use];
  }
  if ("import" in compute) {
    return [{ verb: "use", what: `the warehouse ${called(compute.import, warehouses)}, which the stack takes over` }];
  }
  const what = `the warehouse ${compute.name}`;
  if ("shared" in entry.warehouse) return [{ verb: "use", what: `${what}, which integrations share` }];
  return [{ verb: "create", what: `${what}: ${newWarehouse(compute)}` }];
}

/** An id with its name, where that is known. */
function called(id: string, all: readonly { readonly id: string; readonly name: string }[]): string {
  const name = all.find((each) => each.id === id)?.name;
  return name === undefined ? id : `${name} (${id})`;
}

function identityLines(config: OnrampConfig, entry: IntegrationConfig): PlannedThing[] {
  const { principal, credential } = entry;
  const { kind, lifetimeDays, external } = credential;
  const compute = computeOf(config, entry);
  const own = compute !== undefined && isCreatedWarehouse(compute);
  return [
    "existing" in principal
      ? { verb: "use", what: `the service principal ${principal.existing}` }
      : { verb: "create", what: `the service principal ${principal.displayName}` },
    external
      ? { verb: "use", what: `${CREDENTIAL_WORDS[kind]} that you make` }
      : { verb: "create", what: `${CREDENTIAL_WORDS[kind]} for it, good for ${lifetimeDays} days` },
    ...accessOf(config, entry).map(({ on, privileges }) => ({
      verb: "grant" as const,
      what: `it ${[...privileges].map(sqlName).join(", ")} on ${fullName(on)}`,
    })),
    ...(own ? [{ verb: "grant" as const, what: "it CAN USE on the warehouse" }] : []),
  ];
}
