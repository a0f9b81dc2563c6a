import { isCreatedWarehouse, isImportedWarehouse } from "../chosen";
import type { ConfigInput, IntegrationInput } from "../model";
import type { Fault, Path } from "../problem";
import type { Cloud, CreatedWarehouse } from "../resolved";
import type { ResolvedEntries } from "../resolve";
import type { WorkspaceSettings } from "../workspace-settings";
import {
  catalogEntries,
  schemaEntries,
  warehouseEntries,
  type CatalogEntry,
  type IntegrationEntry,
  type SchemaEntry,
  type WarehouseEntry,
} from "./entries";

/** A rule over several fields of the config. */
export interface Rule {
  /** The rule in one sentence; `docs/configuration.md` lists them. */
  readonly says: string;
  readonly faults: (context: RuleContext) => Iterable<Fault>;
}

/** A warehouse that is created or taken over. Of the latter, what is not said is assumed to be in order. */
export type OwnedWarehouse = CreatedWarehouse & { readonly import?: string };

/** What the rules look at. Where it is uncertain whether something exists already, because that was refused, it is left out. */
export interface RuleContext {
  readonly input: ConfigInput;
  readonly resolved: ResolvedEntries;
  /** Of the workspace, when it is known. */
  readonly cloud?: Cloud;
  /** Of the workspace, where its address tells. */
  readonly workspaceNumber?: number;
  /** Those with a known profile. */
  readonly integrations: readonly IntegrationEntry[];
  readonly warehouses: readonly WarehouseEntry[];
  /** Of {@link warehouses} those that are created or taken over. */
  readonly owned: readonly WarehouseEntry<OwnedWarehouse>[];
  readonly catalogs: readonly CatalogEntry[];
  readonly schemas: readonly SchemaEntry[];
  /** True when something at or below the path was refused already and left out. */
  readonly leftOut: (path: Path) => boolean;
}

/** @param leftOut paths that were refused and cut out of the input */
export function ruleContext(
  input: ConfigInput,
  resolved: ResolvedEntries,
  leftOut: readonly Path[],
  { workspace, number }: Pick<WorkspaceSettings, "workspace" | "number">,
): RuleContext {
  const refused = new Set<string>();
  for (const path of leftOut) {
    for (let length = 1; length <= path.length; length++) refused.add(JSON.stringify(path.slice(0, length)));
  }
  const isLeftOut = (path: Path) => refused.has(JSON.stringify(path));
  const sure = (path: Path, ...fields: string[]) => !fields.some((field) => isLeftOut([...path, field]));

  const integrations = resolved.integrations.map((config): IntegrationEntry => {
    const written = input.integrations![config.name]!;
    const path = ["integrations", config.name];
    const has = (field: keyof IntegrationInput) => written[field] !== undefined || isLeftOut([...path, field]);
    return { key: config.name, path, written, resolved: config, has };
  });
  const warehouses = warehouseEntries(input, resolved, integrations).filter(({ path }) =>
    sure(path, "existing", "cluster"),
  );
  return {
    input,
    resolved,
    cloud: workspace.cloud,
    workspaceNumber: number,
    integrations,
    warehouses,
    owned: warehouses.flatMap(ownedEntry),
    catalogs: catalogEntries(input, resolved, integrations).filter(({ path }) => sure(path, "existing", "import")),
    schemas: schemaEntries(resolved, integrations).filter(
      ({ path, catalogPath }) => sure(path, "existing", "import") && sure(catalogPath, "existing", "import"),
    ),
    leftOut: isLeftOut,
  };
}

function ownedEntry({ path, written, resolved }: WarehouseEntry): WarehouseEntry<OwnedWarehouse>[] {
  if (isCreatedWarehouse(resolved)) return [{ path, written, resolved }];
  if (!isImportedWarehouse(resolved)) return [];
  const { import: id, type = "PRO", minClusters = 1 } = resolved;
  const assumed = {
    name: id,
    size: "2X-Small",
    type,
    serverless: type === "PRO",
    autoStopMinutes: 10,
    minClusters,
    maxClusters: minClusters,
    channel: "CHANNEL_NAME_CURRENT",
    tags: {},
  } as const;
  return [{ path, written, resolved: { ...assumed, ...resolved } }];
}
