import { TerraformOutput, TerraformVariable } from "cdktf";
import { ServicePrincipal, SqlWarehouse, type SqlWarehouseProps } from "../../constructs";
import { Template, testStack } from "../support/template";

test("a warehouse needs a name only, and every setting is written out", () => {
  const { stack } = testStack();
  new SqlWarehouse(stack, "bi", { name: "bi" });
  expect(new Template(stack).json.resource).toMatchInlineSnapshot(`
   {
     "databricks_sql_endpoint": {
       "bi_EF9060E5": {
         "auto_stop_mins": 10,
         "channel": {
           "name": "CHANNEL_NAME_CURRENT",
         },
         "cluster_size": "2X-Small",
         "enable_photon": true,
         "enable_serverless_compute": true,
         "max_num_clusters": 1,
         "min_num_clusters": 1,
         "name": "bi",
         "no_wait": true,
         "spot_instance_policy": "COST_OPTIMIZED",
         "warehouse_type": "PRO",
       },
     },
   }
  `);
});

test("every property arrives", () => {
  const { stack } = testStack();
  const warehouse = new SqlWarehouse(stack, "bi", {
    name: "BI",
    size: "4X-Large",
    type: "CLASSIC",
    serverless: false,
    autoStopMinutes: 0,
    minClusters: 2,
    maxClusters: 30,
    channel: "CHANNEL_NAME_PREVIEW",
    tags: { cost: "bi", team: "data" },
  });
  expect(warehouse).toMatchObject({ warehouseName: "BI", autoStopMinutes: 0 });
  expect(warehouse.node.defaultChild).toHaveProperty("terraformResourceType", "databricks_sql_endpoint");
  expect(new Template(stack).resource("databricks_sql_endpoint")).toEqual({
    name: "BI",
    cluster_size: "4X-Large",
    warehouse_type: "CLASSIC",
    enable_serverless_compute: false,
    enable_photon: true,
    auto_stop_mins: 0,
    min_num_clusters: 2,
    max_num_clusters: 30,
    spot_instance_policy: "COST_OPTIMIZED",
    channel: { name: "CHANNEL_NAME_PREVIEW" },
    tags: {
      custom_tags: [
        { key: "cost", value: "bi" },
        { key: "team", value: "data" },
      ],
    },
    no_wait: true,
  });
});

test("host, port and path come from the warehouse and are not empty in what Terraform reads", () => {
  const { stack } = testStack();
  const { hostname, port, httpPath } = new SqlWarehouse(stack, "bi", { name: "bi" });
  new TerraformOutput(stack, "o", { value: { hostname, port, httpPath }, staticId: true });
  const template = new Template(stack);
  const params = `databricks_sql_endpoint.${template.idOf("databricks_sql_endpoint")}.odbc_params[0]`;
  expect(template.output("o")).toEqual({
    hostname: `\${${params}.hostname}`,
    port: `\${${params}.port}`,
    httpPath: `\${${params}.path}`,
  });
});

test("a warehouse that nobody of the stack uses has no permissions", () => {
  const { stack } = testStack();
  new SqlWarehouse(stack, "bi", { name: "bi" });
  expect(new Template(stack).resources("databricks_permissions")).toEqual({});
});

test("one permissions resource lists every principal that uses the warehouse, each once", () => {
  const { stack } = testStack();
  const warehouse = new SqlWarehouse(stack, "bi", { name: "bi" });
  const [a, b] = ["a", "b"].map((name) => new ServicePrincipal(stack, name, { displayName: name }));
  for (const principal of [a!, b!, a!]) warehouse.grantUse(principal);
  const template = new Template(stack);
  const [first, second] = Object.keys(template.resources("databricks_service_principal"));
  expect(template.resource("databricks_permissions")).toEqual({
    sql_endpoint_id: `\${databricks_sql_endpoint.${template.idOf("databricks_sql_endpoint")}.id}`,
    access_control: [first, second].map((id) => ({
      service_principal_name: `\${databricks_service_principal.${id}.application_id}`,
      permission_level: "CAN_USE",
    })),
  });
});

test("a value known to Terraform only is not checked", () => {
  const { stack } = testStack();
  const minutes = new TerraformVariable(stack, "minutes", { type: "number" });
  new SqlWarehouse(stack, "bi", { name: "bi", autoStopMinutes: minutes.numberValue });
  expect(new Template(stack).resource("databricks_sql_endpoint").auto_stop_mins).toBe("${var.minutes}");
});

test.each<[Partial<SqlWarehouseProps>, string]>([
  [{ name: " " }, "name is empty"],
  [{ name: "x".repeat(100) }, "name has 100 characters, allowed are at most 99"],
  [{ size: "Huge" as "Small" }, "size is Huge, allowed are 2X-Small, X-Small"],
  [{ type: "BASIC" as "PRO", serverless: false }, "type is BASIC, allowed are PRO, CLASSIC"],
  [{ type: "CLASSIC" }, "type is CLASSIC, serverless needs PRO; set the type or serverless: false"],
  [{ autoStopMinutes: 3 }, "autoStopMinutes is 3, allowed are 5 or more, and 0 for never"],
  [{ autoStopMinutes: 5, serverless: false }, "autoStopMinutes is 5, allowed are 10 or more, and 0 for never"],
  [{ autoStopMinutes: 7.5 }, "autoStopMinutes is 7.5"],
  [{ minClusters: 0 }, "minClusters is 0, allowed is a whole number from 1 to 30"],
  [{ maxClusters: 31 }, "maxClusters is 31"],
  [{ minClusters: 3, maxClusters: 2 }, "minClusters is 3, more than maxClusters, which is 2"],
  [{ tags: Object.fromEntries(Array.from({ length: 45 }, (_, i) => [`t${i}`, "x"])) }, "tags has 45 entries"],
])("refuses %j", (props, message) => {
  expect(() => new SqlWarehouse(testStack().stack, "bi", { name: "bi", ...props })).toThrow(message);
});
