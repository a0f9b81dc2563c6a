import { DataDatabricksCurrentConfig } from "@cdktf/provider-databricks/lib/data-databricks-current-config";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** Id of the data source in its stack. */
const ID = "current_config";

/**
 * How the provider reaches the workspace; a stack looks at it once, without a request.
 *
 * @see https://registry.terraform.io/providers/databricks/databricks/1.99.0/docs/data-sources/current_config
 */
export function currentConfig(scope: IConstruct): DataDatabricksCurrentConfig {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(ID) as DataDatabricksCurrentConfig | undefined;
  return found ?? new DataDatabricksCurrentConfig(stack, ID);
}
