import type { WarehouseOptions } from "../lib/databricks/warehouse-options";

/** Properties of {@link SqlWarehouse}. */
export interface SqlWarehouseProps extends Partial<WarehouseOptions> {
  /**
   * Name, unique in the workspace, at most 99 characters.
   *
   * @default - the name it has, when it is imported; else it has to be given
   */
  readonly name?: string;
  /**
   * Id or name of the warehouse when it is there already and becomes the stack's; its id, where `name` changes it. As long as this is given, a property that is
   * not given has no default but leaves the warehouse as it is, and so do the permissions on it.
   *
   * @default - it is created
   */
  readonly import?: string;
}
