import { createHash } from "node:crypto";
import type { WarehouseRun } from "../records/warehouse";
import { DBU_PER_HOUR } from "../warehouse-sizes";
import type { Facts } from "./facts";
import { type Row, type SystemTable, PLACE_COLUMNS, columns, iso, isoDate, map, place } from "./system-table";

/** SKUs of SQL warehouses with the public list price in US dollars a DBU. */
const SKUS = {
  serverless: { name: "PREMIUM_SERVERLESS_SQL_COMPUTE", price: "0.70" },
  pro: { name: "PREMIUM_SQL_PRO_COMPUTE", price: "0.55" },
  classic: { name: "PREMIUM_SQL_COMPUTE", price: "0.22" },
} as const;

const USAGE_METADATA =
  "cluster_id,job_id,warehouse_id,instance_pool_id,node_type,job_run_id,notebook_id,dlt_pipeline_id,endpoint_name," +
  "endpoint_id,dlt_update_id,dlt_maintenance_id,metastore_id,job_name,notebook_path,central_clean_room_id," +
  "source_region,destination_region,app_id,app_name,private_endpoint_name,budget_policy_id";

const FEATURES =
  "STRUCT<jobs_tier: STRING, sql_tier: STRING, dlt_tier: STRING, is_serverless: BOOLEAN, is_photon: BOOLEAN, " +
  "serving_type: STRING, offering_type: STRING, performance_target: STRING>";

const structOf = (names: string): string =>
  `STRUCT<${names
    .split(",")
    .map((name) => `${name}: STRING`)
    .join(", ")}>`;

const HOUR = 3_600_000;

const usage: SystemTable = {
  schema: "billing",
  name: "usage",
  comment: "Billable usage: here, the hours that SQL warehouses ran",
  columns: {
    ...columns("STRING", "record_id", ...Object.keys(PLACE_COLUMNS), "sku_name", "cloud"),
    ...columns("TIMESTAMP", "usage_start_time", "usage_end_time"),
    usage_date: "DATE",
    custom_tags: "MAP<STRING, STRING>",
    usage_unit: "STRING",
    usage_quantity: "DECIMAL(38,18)",
    usage_metadata: structOf(USAGE_METADATA),
    identity_metadata: structOf("run_as,owned_by,created_by"),
    record_type: "STRING",
    ingestion_date: "DATE",
    billing_origin_product: "STRING",
    product_features: FEATURES,
    usage_type: "STRING",
  },
  rows: (workspace) =>
    workspace.warehouses.runs().flatMap((run) => hoursOf(run).map((hour) => row(workspace, run, hour))),
};

/** A run cut at full hours, as it is billed. */
function hoursOf({ from, to }: WarehouseRun): { from: number; to: number }[] {
  const hours: { from: number; to: number }[] = [];
  for (let at = from; at < to;) {
    const next = Math.min(to, (Math.floor(at / HOUR) + 1) * HOUR);
    hours.push({ from: at, to: next });
    at = next;
  }
  return hours;
}

function row(workspace: Facts, run: WarehouseRun, { from, to }: { from: number; to: number }): Row {
  const { cloud, metastoreId } = workspace.data.identity;
  const sku = run.serverless ? SKUS.serverless : run.type === "PRO" ? SKUS.pro : SKUS.classic;
  const quantity = (((DBU_PER_HOUR[run.clusterSize] ?? 0) * run.clusters * (to - from)) / HOUR).toFixed(9);
  const day = isoDate(from);
  return {
    record_id: uuidFrom(`${run.warehouseId} ${from}`),
    ...place(workspace),
    sku_name: sku.name,
    cloud: cloud.toUpperCase(),
    usage_start_time: iso(from),
    usage_end_time: iso(to),
    usage_date: day,
    custom_tags: map(workspace.data.warehouses.get(run.warehouseId)?.tags ?? []),
    usage_unit: "DBU",
    usage_quantity: quantity,
    usage_metadata: { warehouse_id: run.warehouseId, metastore_id: metastoreId },
    identity_metadata: { owned_by: run.runAs, created_by: run.runAs },
    record_type: "ORIGINAL",
    ingestion_date: day,
    billing_origin_product: "SQL",
    product_features: { sql_tier: run.type, is_serverless: run.serverless, is_photon: true },
    usage_type: "COMPUTE_TIME",
  };
}

/** The same text always gives the same id. */
function uuidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

const listPrices: SystemTable = {
  schema: "billing",
  name: "list_prices",
  comment: "List prices of SKUs: here, those of SQL warehouses",
  columns: {
    ...columns("TIMESTAMP", "price_start_time", "price_end_time"),
    ...columns("STRING", "account_id", "sku_name", "cloud", "currency_code", "usage_unit"),
    pricing:
      "STRUCT<default: DECIMAL(38,18), promotional: STRUCT<default: DECIMAL(38,18)>, " +
      "effective_list: STRUCT<default: DECIMAL(38,18)>>",
  },
  rows: ({ data: { identity } }) =>
    Object.values(SKUS).map(({ name, price }) => ({
      price_start_time: iso(Date.UTC(2023, 0, 1)),
      account_id: identity.accountId,
      sku_name: name,
      cloud: identity.cloud.toUpperCase(),
      currency_code: "USD",
      usage_unit: "DBU",
      pricing: { default: price, effective_list: { default: price } },
    })),
};

/** @see https://docs.databricks.com/aws/en/admin/system-tables/billing */
export const BILLING: readonly SystemTable[] = [usage, listPrices];
