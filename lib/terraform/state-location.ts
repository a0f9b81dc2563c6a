import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BackendConfig, OnrampConfig } from "../config/resolved";
import { StateError } from "./state-error";

/** What the app reads from its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Folder in the place of the host name while no workspace is known: synth works without one. */
export const UNCONFIGURED = "unconfigured-workspace";

/** The workspace that a config's stacks belong to, and where their Terraform states are. */
export interface StateLocation {
  /** The host URL, or `sandbox:<id>`; absent when only the provider will know, e.g. from a profile. */
  readonly workspace?: string;
  /** Absolute path; one folder per workspace, so that no local state ever meets another one. */
  readonly folder: string;
  readonly backend: BackendConfig;
}

/**
 * Where the states of a workspace's stacks are. With the `local` backend they are files in `.onramp/state/<host name>`,
 * in the sandbox in its own folder; with any other the workspace's host is a part of their keys.
 *
 * @param project absolute path of the folder with `onramp.yaml`
 * @throws StateError when the backend is not local and nothing tells the workspace's host
 */
export function stateLocation(
  { workspace, backend, file }: Pick<OnrampConfig, "workspace" | "backend" | "file">,
  env: Environment,
  project: string,
): StateLocation {
  const { ONRAMP_SANDBOX: sandbox, ONRAMP_SANDBOX_STATE: sandboxState } = env;
  if (sandbox && sandboxState) {
    return { workspace: `sandbox:${sandbox}`, folder: resolve(sandboxState), backend: { kind: "local" } };
  }
  const states = join(project, ".onramp", "state");
  if (workspace.host === undefined) {
    if (backend.kind === "local") return { folder: join(states, UNCONFIGURED), backend };
    throw new StateError(
      `${file} backend — the key of a state in ${backend.kind} holds the workspace's host, which nothing tells; ` +
        "fix: set DATABRICKS_HOST or workspace.host",
    );
  }
  const { origin } = new URL(workspace.host);
  return { workspace: origin, folder: join(states, hostName(origin)), backend };
}

/** The host of a workspace as file names and keys have it. */
export function hostName(workspace: string): string {
  return new URL(workspace).host.replace(":", "_");
}

/** Absolute path of one stack's state where the backend is local. */
export function stateFile(location: StateLocation, stack: string): string {
  return join(location.folder, `${stack}.tfstate`);
}

/** Makes the folder of local states, for its user alone: Terraform writes credentials into the state in clear. */
export function makeStateFolder(location: StateLocation): void {
  if (location.backend.kind === "local") mkdirSync(location.folder, { recursive: true, mode: 0o700 });
}
