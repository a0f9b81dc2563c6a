import { Catalog } from "@cdktf/provider-databricks/lib/catalog";
import { DataDatabricksCurrentMetastore } from "@cdktf/provider-databricks/lib/data-databricks-current-metastore";
import { Grant } from "@cdktf/provider-databricks/lib/grant";
import { OboToken } from "@cdktf/provider-databricks/lib/obo-token";
import { Permissions } from "@cdktf/provider-databricks/lib/permissions";
import { DatabricksProvider } from "@cdktf/provider-databricks/lib/provider";
import { Schema } from "@cdktf/provider-databricks/lib/schema";
import { ServicePrincipal } from "@cdktf/provider-databricks/lib/service-principal";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";

/*
 * The yardstick of the synth benchmark: the resources and outputs of BENCH_COUNT CleverTap integrations, written with
 * the provider's bindings in a plain loop, with nothing of the kit.
 */
const app = new App({ outdir: process.env.CDKTF_OUTDIR });
const stack = new TerraformStack(app, "onramp");
new LocalBackend(stack, { path: "terraform.tfstate" });
new DatabricksProvider(stack, "databricks", { host: process.env.DATABRICKS_HOST, rateLimit: 50 });
new DataDatabricksCurrentMetastore(stack, "metastore", {});

const connections: Record<string, unknown> = {};
const secrets: Record<string, string> = {};

for (let index = 0; index < Number(process.env.BENCH_COUNT); index++) {
  const name = `t${index}`;
  const catalog = new Catalog(stack, `catalog-${name}`, {
    name: `${name}_catalog`,
    forceDestroy: false,
    lifecycle: {
      precondition: [{ condition: "${true}", errorMessage: "no storage root" }],
      postcondition: [{ condition: "${lower(self.id) == lower(self.name)}", errorMessage: "no rename" }],
    },
  });
  const schema = new Schema(stack, `schema-${name}`, {
    name: `${name}_schema`,
    catalogName: catalog.name,
    forceDestroy: false,
  });
  const warehouse = new SqlEndpoint(stack, `warehouse-${name}`, {
    name,
    clusterSize: "2X-Small",
    minNumClusters: 1,
    maxNumClusters: 1,
    autoStopMins: 10,
    enableServerlessCompute: true,
    warehouseType: "PRO",
    enablePhoton: true,
    spotInstancePolicy: "COST_OPTIMIZED",
    noWait: true,
    channel: { name: "CHANNEL_NAME_CURRENT" },
    tags: { customTags: [{ key: "onramp", value: name }] },
  });
  const principal = new ServicePrincipal(stack, `principal-${name}`, { displayName: name, databricksSqlAccess: true });
  new Grant(stack, `grant-catalog-${name}`, {
    catalog: catalog.name,
    principal: principal.applicationId,
    privileges: ["USE_CATALOG"],
    dependsOn: [catalog],
  });
  new Grant(stack, `grant-schema-${name}`, {
    schema: `${name}_catalog.${name}_schema`,
    principal: principal.applicationId,
    privileges: ["USE_SCHEMA", "SELECT", "CREATE_TABLE"],
    dependsOn: [schema],
  });
  new Permissions(stack, `permissions-${name}`, {
    sqlEndpointId: warehouse.id,
    accessControl: [{ servicePrincipalName: principal.applicationId, permissionLevel: "CAN_USE" }],
  });
  const token = new OboToken(stack, `token-${name}`, {
    applicationId: principal.applicationId,
    lifetimeSeconds: 7_776_000,
    comment: name,
    lifecycle: { createBeforeDestroy: true },
  });
  connections[name] = {
    integration: name,
    tool: "clevertap",
    host: warehouse.interpolationForAttribute("odbc_params[0].hostname"),
    port: warehouse.interpolationForAttribute("odbc_params[0].port"),
    http_path: warehouse.interpolationForAttribute("odbc_params[0].path"),
    warehouse_id: warehouse.id,
    warehouse_name: name,
    auto_stop_minutes: 10,
    catalog: `${name}_catalog`,
    schema: `${name}_schema`,
    read: [],
    principal: { application_id: principal.applicationId, display_name: name },
    credential: { kind: "pat", id: token.id, lifetime_days: 90 },
  };
  secrets[name] = token.tokenValue;
}
new TerraformOutput(stack, "connections", { value: connections, staticId: true });
new TerraformOutput(stack, "secrets", { value: secrets, sensitive: true, staticId: true });
new TerraformOutput(stack, "workspace", { value: process.env.DATABRICKS_HOST, staticId: true });
app.synth();
