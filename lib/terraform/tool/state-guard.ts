import { readFile } from "node:fs/promises";
import { ToolchainError } from "./errors";
import type { Product, Tool } from "./tool";
import { compareVersions, parseVersion, showVersion } from "./version";

interface StateFile {
  readonly terraform_version?: string;
  readonly resources?: readonly { readonly provider?: string }[];
}

/**
 * Refuses to let `tool` work on a local state that another product or a newer version wrote.
 *
 * A state names the version that wrote it but not the product. What tells them apart is the registry in the provider
 * addresses of its resources: registry.terraform.io or registry.opentofu.org. A state without resources may be
 * anyone's and holds nothing that could be lost.
 *
 * @throws ToolchainError naming file, writer and what to do; also when the file cannot be read as a state.
 */
export async function guardState(tool: Pick<Tool, "product" | "version">, file: string): Promise<void> {
  const state = await readState(file);
  if (state === undefined) return;
  const version = parseVersion(state.terraform_version ?? "");
  const product = writer(state);
  const name = `${tool.product} ${showVersion(tool.version)}`;
  if (product !== undefined && product !== tool.product) {
    throw refusal(file, `it was written by ${product}${version === undefined ? "" : ` ${showVersion(version)}`}`, name);
  }
  if (version !== undefined && compareVersions(version, tool.version) > 0) {
    throw refusal(file, `it was written by version ${showVersion(version)}, which is newer`, name);
  }
}

async function readState(file: string): Promise<StateFile | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as StateFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ToolchainError(`The state ${file} cannot be read as a Terraform state.`, ["Nothing was changed."], {
      cause: error,
    });
  }
}

function writer(state: StateFile): Product | undefined {
  const addresses = (state.resources ?? []).map((resource) => resource.provider ?? "");
  if (addresses.some((address) => address.includes("registry.terraform.io/"))) return "Terraform";
  if (addresses.some((address) => address.includes("registry.opentofu.org/"))) return "OpenTofu";
  return undefined;
}

function refusal(file: string, why: string, tool: string): ToolchainError {
  return new ToolchainError(`${tool} is not used on the state ${file}: ${why}.`, [
    "Install the tool that wrote it, or name it with TERRAFORM_BINARY_NAME. Nothing was changed.",
  ]);
}
