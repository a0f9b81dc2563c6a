import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

/**
 * Path of the program that `TERRAFORM_BINARY_NAME` names, else of `terraform` or `tofu` on the PATH; undefined when
 * there is none.
 */
export function findTerraform(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.TERRAFORM_BINARY_NAME;
  const names = named ? [named] : ["terraform", "tofu"];
  const suffixes = process.platform === "win32" ? [".exe"] : [""];
  // Windows spells it Path, and a copied environment is no longer blind to case.
  const path = Object.entries(env).find(([key]) => key.toUpperCase() === "PATH")?.[1] ?? "";
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return names
    .flatMap((name) => (/[\\/]/.test(name) ? [resolve(name)] : folders.map((folder) => resolve(folder, name))))
    .flatMap((file) => suffixes.map((suffix) => (file.endsWith(suffix) ? file : file + suffix)))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
