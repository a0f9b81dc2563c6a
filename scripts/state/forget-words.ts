import type { StateResource } from "../../lib/terraform/states";
import type { ManagedParts } from "./managed-parts";

/** What a person calls a resource, by its Terraform type; the attribute names it. */
const CALLED: Readonly<Record<string, readonly [kind: string, attribute: string]>> = {
  databricks_catalog: ["catalog", "id"],
  databricks_schema: ["schema", "id"],
  databricks_workspace_binding: ["workspace binding", "id"],
  databricks_service_principal: ["service principal", "display_name"],
  databricks_obo_token: ["token", "id"],
  databricks_token: ["token", "id"],
  databricks_service_principal_secret: ["client secret", "id"],
  databricks_sql_endpoint: ["warehouse", "name"],
  databricks_permissions: ["permissions", "id"],
  databricks_grant: ["grant", "id"],
  databricks_group_member: ["group membership", "id"],
};

/** e.g. `schema c.s`. */
export function describe({ type, address, instances }: StateResource): string {
  const [kind, attribute] = CALLED[type] ?? [type, "id"];
  const names = instances.map(({ attributes }) => attributes[attribute]).filter((name) => typeof name === "string");
  return names.length > 0 ? `${kind} ${names.join(", ")}` : address;
}

/** How each resource of which something lives on is removed without Terraform; grants go with their principal. */
function removalCommands(resources: readonly StateResource[]): string[] {
  return resources.flatMap(({ type, instances }) =>
    instances.flatMap(({ attributes }) => {
      const id = String(attributes.id);
      switch (type) {
        case "databricks_obo_token":
        case "databricks_token":
          return [`databricks token-management delete ${id}`];
        case "databricks_service_principal_secret":
          return [`databricks service-principal-secrets-proxy delete ${String(attributes.service_principal_id)} ${id}`];
        case "databricks_service_principal":
          return [`databricks service-principals delete ${id}`];
        case "databricks_sql_endpoint":
          return [`databricks warehouses delete ${id}`];
        default:
          return [];
      }
    }),
  );
}

/** What becomes of each part. */
export function outcome({ data, rest, unclear }: ManagedParts, all: boolean): string[] {
  const bullets = (resources: readonly StateResource[]) => resources.map((each) => `  ${describe(each)}`);
  const lines: string[] = [];
  if (data.length > 0) {
    lines.push(
      "Leaves the state and stays in the workspace, with everything in it, so that deploy and destroy pass it by:",
      ...bullets(data),
    );
  }
  if (rest.length > 0 && !all) {
    lines.push(
      "Stays in the state, for absent: true, a deleted entry or cdktf destroy to take away:",
      ...bullets(rest),
    );
  }
  if (rest.length > 0 && all) {
    lines.push(
      "WARNING: these live on as well, and nothing looks after them any more. A credential stays valid until it ends:",
      ...bullets(rest),
      "To remove them by hand:",
      ...removalCommands(rest).map((line) => `  ${line}`),
    );
  }
  if (unclear.length > 0) {
    lines.push(
      "Left alone, since their addresses fit another integration as well:",
      ...unclear.map(({ address }) => `  ${address}`),
    );
  }
  return lines;
}
