import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, resolve } from "node:path";
import { installYourself, ToolchainError } from "./errors";
import { inspectTool, type Tool } from "./tool";
import { compareVersions, MINIMUM, showVersion } from "./version";

const NAMES = ["terraform", "tofu"] as const;

/** What a search came to: a usable tool, or those that are too old to use. */
export interface Found {
  readonly tool?: Tool;
  readonly tooOld: readonly Tool[];
}

/**
 * Looks for a tool: the one that `TERRAFORM_BINARY_NAME` names and no other, else `terraform`, then `tofu` on the PATH.
 *
 * @throws ToolchainError when the named one is missing, does not run or is too old.
 */
export async function findTool(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Found> {
  const named = env.TERRAFORM_BINARY_NAME;
  if (named !== undefined && named !== "") return { tool: await namedTool(named, env, signal), tooOld: [] };

  const tooOld: Tool[] = [];
  for (const name of NAMES) {
    const path = onPath(name, env);
    const tool = path === undefined ? undefined : await inspectTool(path, env, signal);
    if (tool === undefined) continue;
    if (isUsable(tool)) return { tool, tooOld };
    tooOld.push(tool);
  }
  return { tooOld };
}

/** The refusal of a tool that is older than {@link MINIMUM}. */
export function tooOldError(tool: Tool): ToolchainError {
  return installYourself(
    `${tool.product} ${showVersion(tool.version)} at ${tool.path} is too old: ${showVersion(MINIMUM)} or newer is needed.`,
  );
}

async function namedTool(named: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Tool> {
  const path = onPath(named, env);
  if (path === undefined) {
    throw new ToolchainError(`TERRAFORM_BINARY_NAME names ${named}, which is no program.`, [
      "Give it a name on the PATH or an absolute path, or unset it so that terraform, then tofu is looked for.",
    ]);
  }
  const tool = await inspectTool(path, env, signal);
  if (tool === undefined) {
    throw new ToolchainError(`TERRAFORM_BINARY_NAME names ${path}, which is neither Terraform nor OpenTofu.`, [
      `"${path} version" must print "Terraform v…" or "OpenTofu v…".`,
    ]);
  }
  if (!isUsable(tool)) throw tooOldError(tool);
  return tool;
}

function isUsable(tool: Tool): boolean {
  return compareVersions(tool.version, MINIMUM) >= 0;
}

/** A path as it is, a bare name through the PATH; `.exe` may be left out on Windows. */
function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const isPath = isAbsolute(name) || /[\\/]/.test(name);
  // Windows spells it Path, and a copied environment is no longer blind to case.
  const path = Object.entries(env).find(([key]) => key.toUpperCase() === "PATH")?.[1] ?? "";
  const folders = isPath ? ["."] : path.split(delimiter).filter((folder) => folder !== "");
  const suffixes = process.platform === "win32" ? ["", ".exe"] : [""];
  const candidates = folders.flatMap((folder) => suffixes.map((suffix) => resolve(folder, name + suffix)));
  return candidates.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
