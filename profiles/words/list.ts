import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** The list of profiles, from the project's root. */
export const LIST_FILE = "profiles/all.ts";

const NO_PROFILES = new Set(["all", "index"]);

/** The tools that have a file in `profiles/`, in alphabetical order. */
export function toolFiles(root: string): string[] {
  return readdirSync(join(root, "profiles"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => basename(name, ".ts"))
    .filter((name) => !NO_PROFILES.has(name))
    .sort();
}

/** The module that lists the profiles of these tools. */
export function listModule(tools: readonly string[]): string {
  const names = tools.map((tool) => [tool, tool.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]);
  return [
    "// Made by tools/write-reference.ts from the files in this folder.",
    ...names.map(([tool, name]) => `import { ${name} } from "./${tool}";`),
    'import type { Profile } from "./model/profile";',
    "",
    "/** Every profile, by tool in alphabetical order. */",
    "export const ALL: readonly Profile[] = [",
    ...names.map(([, name]) => `  ${name},`),
    "];",
    "",
  ].join("\n");
}
