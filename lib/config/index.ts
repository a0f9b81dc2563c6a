export type { LoadedConfig } from "./load";
export { loadConfig } from "./load";
export type { Problem } from "./problem";
export { ConfigError, formatProblem } from "./problem";
export type * from "./resolved";
export {
  catalogOf,
  isCluster,
  isCreatedWarehouse,
  isExistingWarehouse,
  isImportedWarehouse,
  warehouseOf,
} from "./chosen";
export { warningsOn } from "./warnings";
