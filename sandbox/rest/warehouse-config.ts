import type { WarehouseConfigRecord } from "../state/records/warehouse";
import { ServiceError, invalid } from "../state/errors";
import { type Fields, readBody } from "./body";
import type { Area } from "./context";

const CONFIG = "/api/2.0/sql/config/warehouses";
/** Settings of the real API that change nothing here, and may be sent as long as they are empty. */
const LISTS = ["data_access_config"] as const;
const OBJECTS = ["sql_configuration_parameters", "config_param", "global_param"] as const;

/**
 * What all SQL warehouses of the workspace may be: here, whether serverless ones, and of which types.
 *
 * @see https://docs.databricks.com/api/workspace/warehouses/getworkspacewarehouseconfig
 */
export const warehouseConfig: Area = (app, { workspace }) => {
  app.get(CONFIG, (c) => c.json(toWire(workspace.warehouseConfig.get(c.get("caller")))));

  app.put(CONFIG, async (c) => {
    const body = await readBody(c);
    const serverless = body.boolean("enable_serverless_compute");
    if (serverless === undefined) throw invalid("enable_serverless_compute is required.");
    requireEmpty(body);
    workspace.warehouseConfig.set(c.get("caller"), { serverless, types: typesIn(body) });
    return c.json({});
  });
};

function typesIn(body: Fields): Partial<WarehouseConfigRecord["types"]> {
  return Object.fromEntries(
    (body.objects("enabled_warehouse_types") ?? []).flatMap((pair) => {
      const type = pair.oneOf("warehouse_type", ["TYPE_UNSPECIFIED", "CLASSIC", "PRO"]);
      return type === undefined || type === "TYPE_UNSPECIFIED" ? [] : [[type, pair.boolean("enabled") ?? false]];
    }),
  );
}

function requireEmpty(body: Fields): void {
  body.notEmulated("instance_profile_arn", "google_service_account");
  const filled =
    LISTS.find((name) => (body.objects(name) ?? []).length > 0) ??
    OBJECTS.find((name) => Object.keys(body.raw(name) ?? {}).length > 0);
  if (filled) throw new ServiceError("NOT_IMPLEMENTED", `The sandbox does not emulate field '${filled}'.`);
}

const toWire = ({ serverless, types }: WarehouseConfigRecord) => ({
  security_policy: "DATA_ACCESS_CONTROL",
  data_access_config: [],
  sql_configuration_parameters: {},
  enable_serverless_compute: serverless,
  enabled_warehouse_types: Object.entries(types).map(([warehouse_type, enabled]) => ({ warehouse_type, enabled })),
});
