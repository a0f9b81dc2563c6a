export type { ConfigLocation } from "./files";
export type { LoadedConfig } from "./load";
export { loadConfig } from "./load";
export type { Problem } from "./problem";
export { ConfigError, formatProblem } from "./problem";
export type * from "./resolved";
export { worstCaseDbu } from "./cost";
export type { Warning } from "./warnings";
export { warningsOn } from "./warnings";
