import { readFileSync } from "node:fs";
import { z } from "zod";
import type { OnrampConfig } from "../config";
import { stateFile, stateHome } from "../stacks/backend";
import { SettingsError } from "../workspace/service-error";

/** What the local Terraform states of a config's stacks hold: the kit's own. */
export interface Held {
  readonly catalogs: ReadonlySet<string>;
  /** Full names. */
  readonly schemas: ReadonlySet<string>;
  /** Names. */
  readonly warehouses: ReadonlySet<string>;
}

/** Which attribute of which resource names it. */
const NAMED_BY = {
  catalogs: ["databricks_catalog", "name"],
  schemas: ["databricks_schema", "id"],
  warehouses: ["databricks_sql_endpoint", "name"],
} as const;

const stateSchema = z.object({
  resources: z
    .array(
      z.object({
        mode: z.string(),
        type: z.string(),
        instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()).default({}) })).default([]),
      }),
    )
    .default([]),
});

type Resource = z.infer<typeof stateSchema>["resources"][number];

/**
 * Reads names, and nothing else, from the states of the workspace that the config leads to. A stack without a state
 * holds nothing.
 *
 * @param project absolute path of the folder with `onramp.yaml`
 * @throws SettingsError when a file is no Terraform state
 */
export function heldBy(config: OnrampConfig, env: NodeJS.ProcessEnv, project: string): Held {
  const home = stateHome(config, env, project);
  const stacks = new Set([config.name, ...config.integrations.map(({ stack }) => stack)]);
  const resources = [...stacks].flatMap((stack) => resourcesIn(stateFile(home, stack)));
  const names = ([type, attribute]: readonly [type: string, attribute: string]) =>
    new Set(
      resources
        .filter((resource) => resource.mode === "managed" && resource.type === type)
        .flatMap(({ instances }) => instances.map(({ attributes }) => attributes[attribute]))
        .filter((name) => typeof name === "string"),
    );
  return {
    catalogs: names(NAMED_BY.catalogs),
    schemas: names(NAMED_BY.schemas),
    warehouses: names(NAMED_BY.warehouses),
  };
}

function resourcesIn(file: string): Resource[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  try {
    return stateSchema.parse(JSON.parse(text)).resources;
  } catch {
    // The reason is left out: it could quote the file, which holds credentials.
    throw new SettingsError(
      `${file} is not a Terraform state; restore it from a backup, e.g. ${file}.backup beside it. Nothing was changed`,
    );
  }
}
