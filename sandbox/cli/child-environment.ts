/** Variables that would make a child work on something other than the sandbox. */
const REMOVED = [
  /^DATABRICKS_/,
  /^ARM_/,
  /^AZURE_/,
  /^GOOGLE_CREDENTIALS$/,
  /^TF_CLI_ARGS/,
  /^TF_DATA_DIR$/,
  /^TF_REATTACH_PROVIDERS$/,
  /^TF_WORKSPACE$/,
  /^ONRAMP_SANDBOX/,
];

/** Names of the variables in `env` that do not reach a child of the sandbox. */
export function removedVariables(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).filter((name) => REMOVED.some((pattern) => pattern.test(name.toUpperCase())));
}

/** `env` without whatever points elsewhere, and with `added`, for a child that works on the sandbox. */
export function childEnvironment(env: NodeJS.ProcessEnv, added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const removed = new Set(removedVariables(env));
  const kept = Object.entries(env).filter(([name]) => !removed.has(name));
  return { ...Object.fromEntries(kept), ...added };
}
