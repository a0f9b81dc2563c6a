export type { ConfigLocation } from "./files";
export type { LoadedConfig } from "./load";
export { loadConfig } from "./load";
export type { Problem } from "./problem";
export { ConfigError, formatProblem } from "./problem";
export type * from "./resolved";
export {
  catalogOf,
  isCluster,
  isCreatedWarehouse,
  isExisting,
  isExistingWarehouse,
  isImportedWarehouse,
  warehouseOf,
} from "./chosen";
export { createdWarehouses, worstCaseDbu } from "./cost";
export { isWarehouseId } from "./identifiers";
export type { Warning } from "./warnings";
export { warningsOn } from "./warnings";
