import { mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { OnrampConfig } from "../config/resolved";

/** What the app reads from its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Folder in the place of the host name while no workspace is known: synth works without one. */
const UNCONFIGURED = "unconfigured-workspace";

/** The workspace that a stack belongs to, and the folder of its Terraform state. */
export interface StateHome {
  /** The host URL, or `sandbox:<id>`; absent when only the provider will know, e.g. from a profile. */
  readonly workspace?: string;
  /** Absolute path; one folder per workspace, so that no state ever meets another one. */
  readonly folder: string;
}

/**
 * Where the state of a workspace's stacks is: the sandbox's own folder, else `.onramp/state/<host name>`.
 *
 * @param project absolute path of the folder with `onramp.yaml`
 */
export function stateHome(config: OnrampConfig, env: Environment, project: string): StateHome {
  const { ONRAMP_SANDBOX: sandbox, ONRAMP_SANDBOX_STATE: sandboxState } = env;
  if (sandbox && sandboxState) return { workspace: `sandbox:${sandbox}`, folder: resolve(sandboxState) };
  const states = join(project, ".onramp", "state");
  const host = config.workspace.host;
  if (host === undefined) return { folder: join(states, UNCONFIGURED) };
  const { origin, host: name } = new URL(host);
  return { workspace: origin, folder: join(states, name.replace(":", "_")) };
}

/** Absolute path of one stack's state. */
export function stateFile(home: StateHome, stack: string): string {
  return join(home.folder, `${stack}.tfstate`);
}

/**
 * The state's path as the stack's backend names it: relative to the folder that Terraform runs in, so that the
 * synthesized files say nothing about this machine.
 *
 * @param outdir the app's output folder, `cdktf.out` or `CDKTF_OUTDIR`
 */
export function backendPath(home: StateHome, stack: string, outdir: string): string {
  return relative(resolve(outdir, "stacks", stack), stateFile(home, stack));
}

/** Makes the folder, for its user alone: Terraform writes credentials into the state in clear. */
export function makeStateFolder(home: StateHome): void {
  mkdirSync(home.folder, { recursive: true, mode: 0o700 });
}
