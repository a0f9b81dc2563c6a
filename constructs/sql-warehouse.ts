import { Permissions } from "@cdktf/provider-databricks/lib/permissions";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { WarehouseSize, WarehouseType } from "../lib/databricks/warehouse";
import type { ComputeNames, ICompute } from "./compute";
import { forget } from "./forgotten";
import type { IServicePrincipal } from "./service-principal";
import { takeOver } from "./taken-over";
import { refuse } from "./validation";
import { WarehousePermissions } from "./warehouse-permissions";
import { warehouseProblems } from "./warehouse-problems";

/** A SQL warehouse: the compute that runs a tool's queries. */
export interface ISqlWarehouse extends ICompute {
  readonly warehouseId: string;
  readonly warehouseName: string;
}

/** Id of the permissions, part of the Terraform address. */
export const PERMISSIONS = "permissions";

/** Properties of {@link SqlWarehouse}. */
export interface SqlWarehouseProps {
  /**
   * Name, unique in the workspace, at most 99 characters.
   *
   * @default - the name it has, when it is imported; else it has to be given
   */
  readonly name?: string;
  /** @default "2X-Small" */
  readonly size?: WarehouseSize;
  /** @default "PRO" */
  readonly type?: WarehouseType;
  /**
   * Whether it runs in Databricks' account and starts in seconds; needs the type PRO.
   *
   * @default true
   */
  readonly serverless?: boolean;
  /**
   * Minutes without a query until it stops: at least 10, serverless at least 5; 0 = never.
   *
   * @default 10
   */
  readonly autoStopMinutes?: number;
  /** @default 1 */
  readonly minClusters?: number;
  /**
   * Clusters it may grow to under load, at most 30.
   *
   * @default - as many as minClusters
   */
  readonly maxClusters?: number;
  /** @default "CHANNEL_NAME_CURRENT" */
  readonly channel?: "CHANNEL_NAME_CURRENT" | "CHANNEL_NAME_PREVIEW";
  /**
   * Tags for cost reports, at most 44.
   *
   * @default - no tags
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Id of the warehouse when it is there already and becomes the stack's. As long as this is given, a property that is
   * not given has no default but leaves the warehouse as it is, and so do the permissions on it.
   *
   * @default - it is created
   */
  readonly import?: string;
}

/**
 * A SQL warehouse that belongs to the stack.
 *
 * Every setting is written out, so that no default of the provider (such as stopping after 120 minutes) slips in, and
 * a deployment does not wait until it runs. Its permissions list exactly the principals of this stack that
 * {@link grantUse} was called for; an imported one keeps those it has, because writing them replaces everybody's, and
 * no plan would show who loses what.
 *
 * @see https://docs.databricks.com/aws/en/compute/sql-warehouse/
 */
export class SqlWarehouse extends Construct implements ISqlWarehouse {
  readonly names: ComputeNames;
  readonly entitlement = "databricks-sql-access";
  readonly warehouseId: string;
  readonly warehouseName: string;
  readonly autoStopMinutes: number;
  readonly hostname: string;
  readonly port: number;
  readonly httpPath: string;
  readonly #imported: boolean;
  #permissions?: WarehousePermissions;

  /** @throws Error naming every value that is not allowed */
  constructor(scope: Construct, id: string, props: SqlWarehouseProps) {
    super(scope, id);
    const { import: imported } = props;
    this.#imported = imported !== undefined;
    const settings = this.#imported ? props : withDefaults(props);
    refuse(`SQL warehouse ${this.node.path}`, warehouseProblems(settings));
    const resource = createResource(this, settings);
    if (imported !== undefined) {
      takeOver(resource, imported, IMPORTED_AS_IT_IS, {
        name: props.name,
        cluster_size: props.size,
        warehouse_type: props.type,
        enable_serverless_compute: props.serverless,
        auto_stop_mins: props.autoStopMinutes,
        min_num_clusters: props.minClusters,
        max_num_clusters: props.maxClusters,
        channel: props.channel,
        tags: props.tags,
      });
      forget(this, PERMISSIONS, Permissions.tfResourceType);
    }
    // The bindings take odbc_params for input and give back nothing: only the raw attribute has the values.
    const odbc = (field: string) => resource.interpolationForAttribute(`odbc_params[0].${field}`);
    this.warehouseId = resource.id;
    this.warehouseName = props.name ?? resource.name;
    this.names = { warehouse_id: this.warehouseId, warehouse_name: this.warehouseName };
    this.autoStopMinutes = settings.autoStopMinutes ?? resource.autoStopMins;
    this.hostname = Token.asString(odbc("hostname"));
    this.port = Token.asNumber(odbc("port"));
    this.httpPath = Token.asString(odbc("path"));
  }

  /** Lets the principal run queries, which starts the warehouse when it is stopped: CAN_USE. Nothing on an imported one. */
  grantUse(principal: IServicePrincipal): void {
    if (this.#imported) return;
    this.#permissions ??= new WarehousePermissions(this, PERMISSIONS, { warehouseId: this.warehouseId });
    this.#permissions.allowUse(principal);
  }
}

function withDefaults(props: SqlWarehouseProps): SqlWarehouseProps {
  const { name, size = "2X-Small", type = "PRO", serverless = true, autoStopMinutes = 10, tags } = props;
  const { minClusters = 1, maxClusters = minClusters, channel = "CHANNEL_NAME_CURRENT" } = props;
  return { name, size, type, serverless, autoStopMinutes, minClusters, maxClusters, channel, tags };
}

function createResource(scope: Construct, settings: SqlWarehouseProps): SqlEndpoint {
  const { name, size, type, serverless, autoStopMinutes, minClusters, maxClusters, channel } = settings;
  const tags = Object.entries(settings.tags ?? {});
  return new SqlEndpoint(scope, "Resource", {
    // The provider insists on these two, also where an imported one keeps its own.
    name: name ?? "unchanged",
    clusterSize: size ?? "2X-Small",
    warehouseType: type,
    enableServerlessCompute: serverless,
    enablePhoton: true,
    autoStopMins: autoStopMinutes,
    minNumClusters: minClusters,
    maxNumClusters: maxClusters,
    spotInstancePolicy: "COST_OPTIMIZED",
    channel: channel && { name: channel },
    tags: tags.length === 0 ? undefined : { customTags: tags.map(([key, value]) => ({ key, value })) },
    noWait: true,
  });
}

/** What no property says; and not to wait is nothing that the warehouse knows. */
const IMPORTED_AS_IT_IS = ["enable_photon", "spot_instance_policy", "instance_profile_arn", "no_wait"];
