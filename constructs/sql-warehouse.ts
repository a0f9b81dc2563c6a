import { DataDatabricksSqlWarehouse } from "@cdktf/provider-databricks/lib/data-databricks-sql-warehouse";
import { Permissions } from "@cdktf/provider-databricks/lib/permissions";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { Token } from "cdktf";
import { Construct } from "constructs";
import {
  WAREHOUSE_OPTIONS,
  WAREHOUSE_OPTION_NAMES,
  withWarehouseDefaults,
  type WarehouseOption,
  type WarehouseOptions,
} from "../lib/databricks/warehouse-options";
import type { ComputeNames } from "./compute";
import { ExistingSqlWarehouse, type SqlWarehouseLookupProps } from "./existing-sql-warehouse";
import { addRemovedBlock } from "./removed-block";
import type { IServicePrincipal } from "./service-principal-base";
import { importAsItIs, type ImportedId } from "./import-block";
import { PERMISSIONS, type ISqlWarehouse } from "./sql-warehouse-base";
import type { SqlWarehouseProps } from "./sql-warehouse-props";
import { isKnown, refuse } from "./validation";
import { WarehousePermissions } from "./warehouse-permissions";
import { WAREHOUSE_ID, warehouseProblems } from "./warehouse-problems";

/**
 * A SQL warehouse that belongs to the stack.
 *
 * Every setting is written out, so that no default of the provider (such as stopping after 120 minutes) slips in, and
 * a deployment does not wait until it runs. Its permissions list exactly the principals of this stack that
 * {@link grantUse} was called for; an imported one keeps those it has, because writing them replaces everybody's, and
 * no plan would show who loses what.
 *
 * @see https://docs.databricks.com/aws/en/compute/sql-warehouse/
 *
 * @example
 * ```ts
 * const warehouse = new SqlWarehouse(stack, "bi", { name: "bi", autoStopMinutes: 10 });
 * warehouse.grantUse(new ServicePrincipal(stack, "tool", { displayName: "tool" }));
 * new TerraformOutput(stack, "http_path", { value: warehouse.httpPath });
 * ```
 */
export class SqlWarehouse extends Construct implements ISqlWarehouse {
  /**
   * A SQL warehouse that is there already: looked up and never changed, and neither are the permissions on it. A plan
   * fails when there is none, or several of the name.
   *
   * Where a {@link SqlWarehouse} of the same id stood, that one and its permissions leave the state and stay in the
   * workspace.
   *
   * @throws Error when id or name is empty
   */
  static fromLookup(scope: Construct, id: string, props: SqlWarehouseLookupProps): ISqlWarehouse {
    return new ExistingSqlWarehouse(scope, id, props);
  }

  readonly names: ComputeNames;
  readonly entitlement = "databricks-sql-access";
  readonly warehouseId: string;
  readonly warehouseName: string;
  readonly autoStopMinutes: number;
  readonly hostname: string;
  /** 443 with Databricks itself. */
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
      const said: [string, unknown][] = WAREHOUSE_OPTION_NAMES.map((name) => [
        WAREHOUSE_OPTIONS[name].attribute,
        props[name],
      ]);
      importAsItIs(resource, idOf(this, imported), IMPORTED_AS_IT_IS, {
        name: props.name,
        ...Object.fromEntries(said),
      });
      addRemovedBlock(this, PERMISSIONS, Permissions.tfResourceType);
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

/** The id to import by: Terraform reads it while it plans, where the warehouse is given by its name. */
function idOf(scope: Construct, imported: string): ImportedId {
  if (!isKnown(imported) || WAREHOUSE_ID.test(imported)) return imported;
  return new DataDatabricksSqlWarehouse(scope, "imported", { name: imported });
}

function withDefaults(props: SqlWarehouseProps): SqlWarehouseProps {
  return { name: props.name, ...withWarehouseDefaults(props, { maxClusters: props.minClusters }) };
}

function createResource(scope: Construct, settings: SqlWarehouseProps): SqlEndpoint {
  const options: [string, unknown][] = WAREHOUSE_OPTION_NAMES.map((name) => [
    camelCase(WAREHOUSE_OPTIONS[name].attribute),
    attributeValue(settings, name),
  ]);
  return new SqlEndpoint(scope, "Resource", {
    ...Object.fromEntries(options),
    // The provider insists on these two, also where an imported one keeps its own.
    name: settings.name ?? "unchanged",
    clusterSize: settings.size ?? "2X-Small",
    enablePhoton: true,
    spotInstancePolicy: "COST_OPTIMIZED",
    noWait: true,
  });
}

function attributeValue(settings: SqlWarehouseProps, name: keyof WarehouseOptions): unknown {
  const { written } = WAREHOUSE_OPTIONS[name] as WarehouseOption<unknown>;
  const value = settings[name];
  return value === undefined || !written ? value : written(value);
}

/** The spelling of attributes in cdktf. */
const camelCase = (attribute: string) => attribute.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** What no property says; and not to wait is nothing that the warehouse knows. */
const IMPORTED_AS_IT_IS = ["enable_photon", "spot_instance_policy", "instance_profile_arn", "no_wait"];
