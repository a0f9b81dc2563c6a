import type { Sandbox } from "../../sandbox";
import { adminCall, adminSql } from "../support/as-admin";

const SCIM = "/api/2.0/preview/scim/v2";

/** What is in the workspace before the kit comes, as far as a config names it. */
export interface Strangers {
  /** Application ids of service principals that hold nothing on `sales` and `marketing`. */
  readonly adoptable: readonly string[];
  /** Id of the warehouse `reporting`, which the group `reporting-users` may use. */
  readonly warehouseId: string;
  readonly clusterId: string;
  readonly workspaceId: number;
}

const TABLES = [
  "CREATE CATALOG sales",
  "CREATE SCHEMA sales.crm",
  "CREATE TABLE sales.crm.customers (id INT, name STRING, spent DECIMAL(10, 2))",
  "INSERT INTO sales.crm.customers VALUES (1, 'first', 12.50), (2, 'second', 7.25)",
  "CREATE SCHEMA sales.web",
  "CREATE TABLE sales.web.visits (id INT, page STRING)",
  "INSERT INTO sales.web.visits VALUES (1, '/')",
  "CREATE CATALOG marketing",
  "CREATE SCHEMA marketing.events",
  "CREATE TABLE marketing.events.campaigns (id INT, name STRING)",
  "INSERT INTO marketing.events.campaigns VALUES (1, 'spring')",
  "CREATE CATALOG archive",
  ...[2021, 2022, 2023, 2024].map((year) => `CREATE SCHEMA archive.y${year}`),
];

const LIVE = [
  ["catalog", "sales"],
  ["schema", "sales.crm"],
  ["schema", "sales.web"],
  ["table", "sales.crm.customers"],
  ["table", "sales.web.visits"],
  ["catalog", "marketing"],
  ["schema", "marketing.events"],
  ["table", "marketing.events.campaigns"],
] as const;
const OLD = [
  ["catalog", "archive"],
  ...[2021, 2022, 2023, 2024].map((year) => ["schema", `archive.y${year}`] as const),
] as const;
const HELD = { catalog: ["USE_CATALOG", "BROWSE"], schema: ["USE_SCHEMA", "SELECT"], table: ["SELECT", "MODIFY"] };

/**
 * Fills a workspace with other people's things: 20 service principals with more than 200 privileges, groups, tokens,
 * five warehouses and a cluster with permissions of their own.
 */
export async function moveIn(sandbox: Sandbox): Promise<Strangers> {
  const call = <T = Readonly<Record<string, string>>>(method: string, path: string, body?: object) =>
    adminCall<T>(sandbox, method, path, body);
  await adminSql(sandbox, TABLES);

  const principals: { id: string; applicationId: string }[] = [];
  for (let number = 1; number <= 20; number++) {
    const entitlements = [{ value: "databricks-sql-access" }];
    const body = { displayName: `stranger-${number}`, active: true, entitlements };
    principals.push(await call("POST", `${SCIM}/ServicePrincipals`, body));
  }
  const groups = ["reporting-users", "cluster-users", "analysts", "night-shift"];
  for (const [index, displayName] of groups.entries()) {
    const members = principals.slice(index * 5, index * 5 + 5).map(({ id }) => ({ value: id }));
    await call("POST", `${SCIM}/Groups`, { displayName, members });
  }
  const adoptable = principals.slice(0, 2);
  for (const { applicationId } of principals) {
    const on = adoptable.some((each) => each.applicationId === applicationId) ? OLD : [...OLD, ...LIVE];
    for (const [kind, name] of on) {
      const changes = [{ principal: applicationId, add: HELD[kind] }];
      await call("PATCH", `/api/2.1/unity-catalog/permissions/${kind}/${name}`, { changes });
    }
  }
  for (const { applicationId } of principals.slice(0, 12)) {
    const body = { application_id: applicationId, comment: "theirs", lifetime_seconds: 86_400 };
    await call("POST", "/api/2.0/token-management/on-behalf-of/tokens", body);
  }

  const warehouses: string[] = [];
  for (const [index, name] of ["reporting", "etl", "science", "finance", "spare"].entries()) {
    const body = { name, cluster_size: "2X-Small", auto_stop_mins: 10, max_num_clusters: 1, warehouse_type: "PRO" };
    const { id } = await call("POST", "/api/2.0/sql/warehouses", body);
    warehouses.push(id!);
    const access_control_list = [
      { group_name: groups[index % groups.length], permission_level: "CAN_USE" },
      { service_principal_name: principals[index + 10]!.applicationId, permission_level: "CAN_MANAGE" },
    ];
    await call("PATCH", `/api/2.0/permissions/warehouses/${id}`, { access_control_list });
  }
  const { cluster_id: clusterId } = await call("POST", "/api/2.1/clusters/create", {
    cluster_name: "shared",
    spark_version: "16.4.x-scala2.12",
    node_type_id: "i3.xlarge",
    num_workers: 1,
    data_security_mode: "USER_ISOLATION",
    autotermination_minutes: 30,
  });
  await call("PATCH", `/api/2.0/permissions/clusters/${clusterId}`, {
    access_control_list: [{ group_name: "cluster-users", permission_level: "CAN_RESTART" }],
  });
  return {
    adoptable: adoptable.map(({ applicationId }) => applicationId),
    warehouseId: warehouses[0]!,
    clusterId: clusterId!,
    workspaceId: sandbox.workspace.data.identity.workspaceId,
  };
}
