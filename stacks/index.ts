/*
 * What people import as `onramp-for-databricks/stacks`: the stacks of an onramp.yaml, by one call or part by part.
 */
export { runApp, synthesize, type SynthesizeOptions } from "./app";
