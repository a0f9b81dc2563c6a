import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { WAREHOUSE_SIZES, WAREHOUSE_TYPES, type WarehouseSize, type WarehouseType } from "../workspace/warehouse";
import type { IServicePrincipal } from "./service-principal";
import { isKnown, rangeProblem, refuse } from "./validation";
import { WarehousePermissions } from "./warehouse-permissions";

/** A SQL warehouse: the compute that runs a tool's queries. */
export interface ISqlWarehouse extends IConstruct {
  readonly warehouseId: string;
  readonly warehouseName: string;
  /** Minutes without a query until it stops; 0 = never. */
  readonly autoStopMinutes: number;
  /** Host name without protocol and port. */
  readonly hostname: string;
  readonly port: number;
  /** e.g. `/sql/1.0/warehouses/1234567890abcdef`. */
  readonly httpPath: string;
  /** Lets the principal run queries, which starts the warehouse when it is stopped: CAN_USE. */
  grantUse(principal: IServicePrincipal): void;
}

/** Properties of {@link SqlWarehouse}. */
export interface SqlWarehouseProps {
  /** Name, unique in the workspace, at most 99 characters. */
  readonly name: string;
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
}

/**
 * A SQL warehouse that the stack creates.
 *
 * Every setting is written out, so that no default of the provider (such as stopping after 120 minutes) slips in, and
 * a deployment does not wait until it runs. Its permissions list exactly the principals of this stack that
 * {@link grantUse} was called for.
 *
 * @see https://docs.databricks.com/aws/en/compute/sql-warehouse/
 */
export class SqlWarehouse extends Construct implements ISqlWarehouse {
  readonly warehouseId: string;
  readonly warehouseName: string;
  readonly autoStopMinutes: number;
  readonly hostname: string;
  readonly port: number;
  readonly httpPath: string;
  #permissions?: WarehousePermissions;

  /** @throws Error naming every value that is not allowed */
  constructor(scope: Construct, id: string, props: SqlWarehouseProps) {
    super(scope, id);
    const { name, size = "2X-Small", type = "PRO", serverless = true, autoStopMinutes = 10, tags = {} } = props;
    const { minClusters = 1, maxClusters = minClusters, channel = "CHANNEL_NAME_CURRENT" } = props;
    const idleFrom = serverless ? 5 : 10;
    const tagCount = Object.keys(tags).length;
    refuse(`SQL warehouse ${this.node.path}`, [
      isKnown(name) && name.trim() === "" && "name is empty, give it a name",
      isKnown(name) && name.length > 99 && `name has ${name.length} characters, allowed are at most 99`,
      isKnown(size) && !WAREHOUSE_SIZES.includes(size) && `size is ${size}, allowed are ${WAREHOUSE_SIZES.join(", ")}`,
      isKnown(type) && !WAREHOUSE_TYPES.includes(type) && `type is ${type}, allowed are ${WAREHOUSE_TYPES.join(", ")}`,
      serverless && type !== "PRO" && `type is ${type}, serverless needs PRO; set the type or serverless: false`,
      isKnown(autoStopMinutes) &&
        !(Number.isInteger(autoStopMinutes) && (autoStopMinutes === 0 || autoStopMinutes >= idleFrom)) &&
        `autoStopMinutes is ${autoStopMinutes}, allowed are ${idleFrom} or more, and 0 for never`,
      rangeProblem("minClusters", minClusters, 1, 30),
      rangeProblem("maxClusters", maxClusters, 1, 30),
      isKnown(minClusters) &&
        isKnown(maxClusters) &&
        minClusters > maxClusters &&
        `minClusters is ${minClusters}, more than maxClusters, which is ${maxClusters}`,
      tagCount > 44 && `tags has ${tagCount} entries, allowed are at most 44`,
    ]);
    const resource = new SqlEndpoint(this, "Resource", {
      name,
      clusterSize: size,
      warehouseType: type,
      enableServerlessCompute: serverless,
      enablePhoton: true,
      autoStopMins: autoStopMinutes,
      minNumClusters: minClusters,
      maxNumClusters: maxClusters,
      spotInstancePolicy: "COST_OPTIMIZED",
      channel: { name: channel },
      tags: tagCount === 0 ? undefined : { customTags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
      noWait: true,
    });
    // The bindings take odbc_params for input and give back nothing: only the raw attribute has the values.
    const odbc = (field: string) => resource.interpolationForAttribute(`odbc_params[0].${field}`);
    this.warehouseId = resource.id;
    this.warehouseName = name;
    this.autoStopMinutes = autoStopMinutes;
    this.hostname = Token.asString(odbc("hostname"));
    this.port = Token.asNumber(odbc("port"));
    this.httpPath = Token.asString(odbc("path"));
  }

  grantUse(principal: IServicePrincipal): void {
    this.#permissions ??= new WarehousePermissions(this, "permissions", { warehouseId: this.warehouseId });
    this.#permissions.allowUse(principal);
  }
}
