import { DBU_PER_HOUR, SECOND_FORMS } from "../../profiles";
import { isCluster, isCreatedWarehouse, isImportedWarehouse, warehouseOf } from "./chosen";
import { createdWarehouses, worstCaseDbu } from "./cost";
import type { CreatedWarehouse, IntegrationConfig, OnrampConfig, WarehouseConfig } from "./resolved";

/** What a warning is about. */
export type WarningKind =
  | "never-stops"
  | "larger-than-advised"
  | "shared-warehouse"
  | "imported-warehouse"
  | "warehouse-type"
  | "vendor-asks"
  | "samples"
  | "without-second-form"
  | "system-grants"
  | "cost";

/** Something that is not wrong, but may cost money or trouble. */
export interface Warning {
  readonly kind: WarningKind;
  /** Key of the integration it is about; absent: of the config as a whole. */
  readonly integration?: string;
  /** One sentence, without a full stop, that begins with the place in the config. */
  readonly text: string;
}

type Entries = Pick<OnrampConfig, "warehouses" | "integrations">;

/** Everything of the kind in a config, integration by integration, then the cost of all. Absent ones have none. */
export function warningsOn(config: Entries): Warning[] {
  const present = config.integrations.filter(({ absent }) => !absent);
  return [
    ...present.flatMap((integration) => {
      const found = [...aboutWarehouse(integration, warehouseOf(config, integration)), ...aboutProfile(integration)];
      return found.map(([kind, text]) => ({
        kind,
        integration: integration.name,
        text: `integrations.${integration.name}${text}`,
      }));
    }),
    ...cost(config),
  ];
}

/** The text goes on after the integration's path. */
type Found = readonly [kind: WarningKind, text: string];

function* aboutWarehouse(integration: IntegrationConfig, used: WarehouseConfig): Iterable<Found> {
  const { name, warehouse: hints } = integration.profile;
  if (isCreatedWarehouse(used)) {
    yield* aboutCreated(integration, used);
    return;
  }
  if (isImportedWarehouse(used)) {
    yield [
      "imported-warehouse",
      `.warehouse is taken over: as long as import stands there, the permissions on it stay as they are, so let ${name} in by principal.groups; ` +
        "a deploy without import writes them anew, and everybody but this stack's principals loses theirs",
    ];
  }
  // Its size, type and auto-stop are not known here.
  if (hints.dedicated) {
    yield ["shared-warehouse", `.warehouse is there already, but ${name} asks for a warehouse that nothing else uses`];
  }
  if (hints.needs && isCluster(used)) {
    yield ["warehouse-type", `.warehouse is a cluster, but ${hints.needs.because}`];
  }
}

function* aboutCreated({ profile, warehouse, schema }: IntegrationConfig, used: CreatedWarehouse): Iterable<Found> {
  const { warehouse: hints, name } = profile;
  const { polling, needs } = hints;
  const { autoStopMinutes, size, maxClusters, type, serverless } = used;
  if (polling && autoStopMinutes >= polling.everyMinutes && !(polling.onlyWithSchema && schema === undefined)) {
    yield [
      "never-stops",
      `.warehouse never stops by itself: ${polling.what} of ${name} runs every ${polling.everyMinutes} minutes, autoStopMinutes is ${autoStopMinutes}; ${polling.cure}`,
    ];
  }
  const larger = [
    ...(DBU_PER_HOUR[size] > DBU_PER_HOUR[hints.size] ? [`${size} in place of ${hints.size}`] : []),
    ...(maxClusters > hints.maxClusters ? [`up to ${maxClusters} clusters in place of ${hints.maxClusters}`] : []),
  ];
  if (larger.length > 0 && !("shared" in warehouse)) {
    const dbu = `${worstCaseDbu(used)} DBU an hour at worst, not ${worstCaseDbu(hints)}`;
    yield ["larger-than-advised", `.warehouse is larger than ${name} needs: ${larger.join(", ")}, which is ${dbu}`];
  }
  if (hints.dedicated && "shared" in warehouse) {
    yield ["shared-warehouse", `.warehouse is shared, but ${name} asks for a warehouse that nothing else uses`];
  }
  if (needs && (type === "CLASSIC" || (needs.atLeast === "serverless" && !serverless))) {
    const wanted = [
      ...(type === "CLASSIC" ? ["type: PRO"] : []),
      ...(needs.atLeast === "serverless" ? ["serverless: true"] : []),
    ];
    const is = type === "CLASSIC" ? "CLASSIC" : "not serverless";
    yield ["warehouse-type", `.warehouse is ${is}, but ${needs.because}; write ${wanted.join(" and ")}`];
  }
}

function* aboutProfile({ profile, read, secondForms = {} }: IntegrationConfig): Iterable<Found> {
  const { name, vendorAsks = [], data } = profile;
  for (const { asks, instead, because } of vendorAsks) {
    yield ["vendor-asks", `: ${name} asks for ${asks}; it gets ${instead}, because ${because}`];
  }
  if (data?.samples) yield ["samples", `: mind what ${name} does with data: ${data.samples}`];
  for (const form of SECOND_FORMS) {
    const second = profile.secondForms?.[form];
    if (!second || secondForms[form]) continue;
    yield [
      "without-second-form",
      ` has no ${form}: ${second.without}; add ${form}: { catalog: …, schema: … } when you want it, the credential stays as it is`,
    ];
  }
  if (read.some(({ catalog }) => catalog === "system")) {
    yield ["system-grants", ` reads system tables: whoever deploys needs MANAGE on the catalog system`];
  }
}

/** One line for all, with each; nothing as long as one smallest cluster is all there is. */
function cost(config: Entries): Warning[] {
  const warehouses = createdWarehouses(config);
  const total = warehouses.reduce((sum, warehouse) => sum + worstCaseDbu(warehouse), 0);
  if (total <= DBU_PER_HOUR["2X-Small"]) return [];
  const each = warehouses.map((warehouse) => {
    const { name, size, maxClusters } = warehouse;
    return `${name} ${worstCaseDbu(warehouse)} (${size}${maxClusters > 1 ? ` × ${maxClusters}` : ""})`;
  });
  const sum = warehouses.length > 1 ? `; together ${total}` : "";
  return [{ kind: "cost", text: `warehouses use at worst, in DBU for each hour they run: ${each.join(", ")}${sum}` }];
}
