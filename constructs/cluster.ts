import { DataDatabricksCluster } from "@cdktf/provider-databricks/lib/data-databricks-cluster";
import { Token, type Postcondition } from "cdktf";
import { Construct } from "constructs";
import { clusterHttpPath } from "../lib/databricks/http-path";
import type { ComputeNames, ICompute } from "./compute";
import { currentConfig } from "./current-config";
import type { IServicePrincipal } from "./service-principal-base";
import { isKnown, rangeProblem, refuse } from "./validation";

/** Properties of {@link Cluster}. */
export interface ClusterProps {
  /** Id of the cluster, e.g. `1121-101500-abcd1234`. */
  readonly cluster: string;
  /** Number of the workspace, part of the HTTP path; it is in the workspace's URL after `?o=`. */
  readonly workspaceId: number;
}

/**
 * An all-purpose cluster that is there already, in place of a SQL warehouse: looked up and never changed, and neither
 * are the permissions on it. Who uses it needs CAN_ATTACH_TO, and CAN_RESTART to start it.
 *
 * A plan fails when it is missing, or when its access mode would keep a tool's service principal out or leave Unity
 * Catalog without effect. Whether it runs does not matter.
 *
 * @see https://docs.databricks.com/aws/en/integrations/compute-details
 *
 * @example
 * ```ts
 * const cluster = new Cluster(stack, "shared", { cluster: "0923-164208-meows279", workspaceId: 1234567890123456 });
 * new TerraformOutput(stack, "http_path", { value: cluster.httpPath });
 * ```
 */
export class Cluster extends Construct implements ICompute {
  readonly names: ComputeNames;
  readonly entitlement = "workspace-access";
  /** e.g. `0923-164208-meows279`. */
  readonly clusterId: string;
  /** As the workspace shows it. */
  readonly clusterName: string;
  readonly autoStopMinutes: number;
  readonly hostname: string;
  readonly port: number;
  readonly httpPath: string;

  /** @throws Error when the cluster is given by something else than its id, or the workspace is no number */
  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { cluster, workspaceId } = props;
    refuse(`cluster ${this.node.path}`, [
      isKnown(cluster) &&
        !/^[\w-]+$/.test(cluster) &&
        `cluster is ${JSON.stringify(cluster)}, allowed is its id, e.g. 1121-101500-abcd1234, which is in the page's URL and in its tags`,
      rangeProblem("workspaceId", workspaceId, 0, Number.MAX_SAFE_INTEGER),
    ]);
    const data = new DataDatabricksCluster(this, "Resource", {
      clusterId: cluster,
      lifecycle: { postcondition: [isShared(cluster)] },
    });
    this.clusterId = cluster;
    this.clusterName = data.clusterInfo.clusterName;
    this.names = { cluster_id: this.clusterId, cluster_name: this.clusterName };
    this.autoStopMinutes = data.clusterInfo.autoterminationMinutes;
    const config = currentConfig(this);
    const host = `data.${config.terraformResourceType}.${config.friendlyUniqueId}.host`;
    this.hostname = Token.asString(`\${regex("^(?:https?://)?([^/:]+)", ${host})[0]}`);
    this.port = Token.asNumber(`\${try(tonumber(regex(":([0-9]+)", ${host})[0]), 443)}`);
    this.httpPath = clusterHttpPath(workspaceId, cluster);
  }

  /** Permissions on a cluster are not managed. */
  grantUse(_principal: IServicePrincipal): void {}
}

/**
 * Access modes by the names that the API has for them, the older and the newer one. Which one "auto" came to is not
 * said; a dedicated cluster has a user.
 *
 * @see https://docs.databricks.com/aws/en/compute/access-mode
 */
const SHARED = ["USER_ISOLATION", "DATA_SECURITY_MODE_STANDARD"];
const AUTO = "DATA_SECURITY_MODE_AUTO";

function isShared(cluster: string): Postcondition {
  const mode = 'coalesce(self.cluster_info[0].data_security_mode, "NONE")';
  return {
    condition: `\${contains(${JSON.stringify(SHARED)}, ${mode}) || (${mode} == "${AUTO}" && try(length(self.cluster_info[0].single_user_name), 0) == 0)}`,
    errorMessage: [
      `Cluster ${cluster} ("\${self.cluster_info[0].cluster_name}") cannot be used: its access mode is \${${mode}}, allowed are ${SHARED.join(", ")} (Standard, formerly Shared) and ${AUTO} where that comes to Standard. Nothing was changed.`,
      "A cluster with a single user (Dedicated) lets no other identity in, and on one without isolation Unity Catalog protects nothing.",
      "Choose a cluster with access mode Standard, change the mode of this one, or use a SQL warehouse.",
    ].join("\n"),
  };
}
