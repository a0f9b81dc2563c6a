import type { ICompute } from "./compute";

/** A SQL warehouse: the compute that runs a tool's queries. */
export interface ISqlWarehouse extends ICompute {
  /** 16 hexadecimal digits. */
  readonly warehouseId: string;
  /** Name that people see, unique in the workspace. */
  readonly warehouseName: string;
}

/** Id of the permissions on a warehouse of the stack, part of their Terraform address. */
export const PERMISSIONS = "permissions";
