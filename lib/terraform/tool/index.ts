import { installYourself } from "./errors";
import { cachedTool, fetchTool } from "./fetch-tool";
import { findTool, tooOldError } from "./find";
import { RELEASE, type Release } from "./release";
import { guardState } from "./state-guard";
import type { Tool } from "./tool";
import { MINIMUM, parseVersion, showVersion } from "./version";

export { ToolchainError } from "./errors";
export { showVersion } from "./version";
export type { Tool } from "./tool";

export interface ToolRequest {
  readonly env: NodeJS.ProcessEnv;
  /**
   * `sandbox`: nothing but throw-away state is at stake, so a tool is fetched when none is usable. `workspace`: only
   * what is installed, unless `yes` allows to fetch.
   */
  readonly purpose: "sandbox" | "workspace";
  /** For a workspace: fetch when there is no tool. Default false. */
  readonly yes?: boolean;
  /** For a workspace: local states the tool is wanted for, see {@link guardState}. Missing files are fine. */
  readonly states?: readonly string[];
  /** Told about a download and about tools that were passed over. */
  readonly note?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Default: {@link RELEASE}. */
  readonly release?: Release;
}

/**
 * Finds Terraform or OpenTofu, or fetches OpenTofu where that is allowed.
 *
 * @throws ToolchainError with what to install when there is none, it is too old, or it may not be used here.
 */
export async function provideTool(request: ToolRequest): Promise<Tool> {
  const found = await findTool(request.env, request.signal);
  if (found.tool !== undefined) return found.tool;

  const release = request.release ?? RELEASE;
  const tooOld = found.tooOld[0];
  if (request.purpose === "workspace") {
    if (tooOld !== undefined) throw tooOldError(tooOld);
    if (request.yes !== true) {
      throw installYourself(
        `Neither terraform nor tofu is on the PATH; --yes fetches OpenTofu ${release.version} for your user.`,
      );
    }
  }
  if (tooOld !== undefined) {
    request.note?.(`${tooOld.product} ${showVersion(tooOld.version)} at ${tooOld.path} is too old and is left alone`);
  }
  const fetched = { product: "OpenTofu", version: parseVersion(release.version) ?? MINIMUM } as const;
  for (const state of request.states ?? []) await guardState(fetched, state);
  return (await cachedTool(request)) ?? fetchAloud(request, release);
}

function fetchAloud(request: ToolRequest, release: Release): Promise<Tool> {
  request.note?.(`no Terraform found: fetching OpenTofu ${release.version} (about 35 MB, once)`);
  return fetchTool(request);
}
