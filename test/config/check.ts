import { ConfigError, formatProblem, type Problem } from "../../lib/config";
import { checkFiles, type LoadedConfig } from "../../lib/config/load";

/** A workspace on AWS and a home without `.databrickscfg`. */
export const AWS = { DATABRICKS_HOST: "https://dbc-1.cloud.databricks.com", HOME: "/nonexistent" };

/** A workspace on Azure, whose address tells its number: 12. */
export const AZURE = { ...AWS, DATABRICKS_HOST: "https://adb-12.3.azuredatabricks.net" };

/** Checks the text of `onramp.yaml`; `others` are the texts of `integrations/KEY.yaml`. */
export function check(text: string, others: Record<string, string> = {}, env: NodeJS.ProcessEnv = AWS): LoadedConfig {
  const files = Object.entries(others).map(([key, other]) => ({ key, file: `integrations/${key}.yaml`, text: other }));
  const main = { file: "onramp.yaml", text };
  return checkFiles({ main, mainFile: main.file, others: files, problems: [] }, env);
}

/** The problems of a config; none when it is fine. Anything else that is thrown passes through. */
export function problemsOf(...config: Parameters<typeof check>): readonly Problem[] {
  try {
    check(...config);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** As messages show them. */
export function messagesOf(...config: Parameters<typeof check>): string[] {
  return problemsOf(...config).map(formatProblem);
}

/** The lines of `integrations:` with these entries. */
export function integrations(...entries: string[]): string {
  return `integrations:\n${entries.map((entry) => `  ${entry.trim()}\n`).join("")}`;
}

/** A CleverTap integration in flow style with more fields: `c1: { …, more }`. */
export function clevertap(key: string, more = ""): string {
  return `  ${key}: { tool: clevertap, catalog: ${key}_catalog, schema: s${more && `, ${more}`} }\n`;
}

/** A generic reader with more fields, which takes any kind of compute. */
export function reader(key: string, more = ""): string {
  return `  ${key}: { tool: generic-reader, read: [a]${more && `, ${more}`} }\n`;
}
