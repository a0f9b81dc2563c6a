import { DataDatabricksCurrentMetastore } from "@cdktf/provider-databricks/lib/data-databricks-current-metastore";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** Id of the data source in its stack. */
const ID = "current_metastore";

/**
 * What the workspace's metastore says about itself, as a Terraform expression; a stack looks at it once.
 *
 * @see https://registry.terraform.io/providers/databricks/databricks/1.99.0/docs/data-sources/current_metastore
 */
export function currentMetastore(scope: IConstruct, field: "privilege_model_version" | "storage_root"): string {
  const { node } = TerraformStack.of(scope);
  const found = node.tryFindChild(ID) as DataDatabricksCurrentMetastore | undefined;
  const metastore = found ?? new DataDatabricksCurrentMetastore(TerraformStack.of(scope), ID);
  return `data.${metastore.terraformResourceType}.${metastore.friendlyUniqueId}.metastore_info[0].${field}`;
}
