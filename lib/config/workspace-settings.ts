import {
  cloudOfHost,
  CLOUDS,
  HostError,
  type HostFault,
  isLoopback,
  normaliseHost,
  resolveWorkspaceHost,
  workspaceNumberOf,
} from "../databricks/host";

import type { ConfigInput } from "./model";
import { DEFAULT_RATE_LIMIT } from "./model/workspace";
import { listed } from "./nearest";
import type { Fault } from "./problem";
import type { OnrampConfig } from "./resolved";
import { UsageError } from "../report/errors";
import { onramp } from "../command-line";

/** `workspace:` with what the environment says about it. */
export interface WorkspaceSettings {
  readonly workspace: OnrampConfig["workspace"];
  /** Where the address tells it; in the sandbox, the one that `workspace:` names would tell. */
  readonly number?: number;
  readonly faults: readonly Fault[];
  /** The fault of a config that makes a token, for which the cloud must be known; absent: it is, or something else is wrong. */
  readonly unknownCloud?: Fault;
  readonly notes: readonly string[];
}

/**
 * Settles which workspace a run is about and in which cloud it is. Reads the environment and `.databrickscfg`, sends
 * nothing.
 */
export function settleWorkspace(written: ConfigInput["workspace"], env: NodeJS.ProcessEnv): WorkspaceSettings {
  if (env.ONRAMP_SANDBOX) return inSandbox(written, env);
  const { host: writtenHost, cloud: writtenCloud, profile, rateLimit = DEFAULT_RATE_LIMIT } = written ?? {};
  const faults: Fault[] = [];
  const { host, source = "", note } = attempt(() => resolveWorkspaceHost({ host: writtenHost, profile }, env), faults);
  const told = host === undefined ? undefined : cloudOfHost(host);
  if (writtenCloud && told && writtenCloud !== told) {
    faults.push({
      path: ["workspace", "cloud"],
      what: `is ${writtenCloud}, but ${host} (${source}) is on ${told}`,
      fix: "remove the line: the host tells the cloud",
    });
  }
  const cloud = writtenCloud ?? told;
  return {
    workspace: { ...(host && { host }), ...(cloud && { cloud }), ...(profile && { profile }), rateLimit },
    number: host === undefined ? undefined : workspaceNumberOf(host),
    faults,
    ...(cloud === undefined && faults.length === 0 && { unknownCloud: unknownCloud(host) }),
    notes: note ? [note] : [],
  };
}

function unknownCloud(host: string | undefined): Fault {
  return {
    path: ["workspace", "cloud"],
    what: host
      ? `is not set, and ${host} does not tell it; a personal access token is made differently on each cloud`
      : "is not known: nothing names the workspace, and a personal access token is made differently on each cloud",
    allowed: listed(CLOUDS),
    fix: `${host ? "" : "set DATABRICKS_HOST or workspace.host, or "}add workspace: { cloud: aws } with the right cloud, or try it on the embedded workspace: ${onramp('sandbox --run "npx cdktf deploy"')}`,
  };
}

/** The sandbox's own variables decide; the config may go on naming the real workspace. */
function inSandbox(written: ConfigInput["workspace"], env: NodeJS.ProcessEnv): WorkspaceSettings {
  const faults: Fault[] = [];
  const address = env.DATABRICKS_HOST;
  const { host } = attempt(() => (address ? { host: normaliseHost(address, "DATABRICKS_HOST") } : undefined), faults);
  const cloud = CLOUDS.find((name) => name === env.ONRAMP_SANDBOX_CLOUD);
  const fix = `start the command again with ${onramp('sandbox --run "…"')}, or unset ONRAMP_SANDBOX`;
  if (!cloud) {
    const what = "ONRAMP_SANDBOX is set, but ONRAMP_SANDBOX_CLOUD names no cloud";
    faults.push({ path: ["workspace"], what, allowed: listed(CLOUDS), fix });
  }
  if (faults.length === 0 && !(host && isLoopback(new URL(host).hostname))) {
    const what = `ONRAMP_SANDBOX is set, but DATABRICKS_HOST ${host ? `is ${host}, not this machine` : "is not"}`;
    faults.push({ path: ["workspace"], what, fix });
  }
  return {
    workspace: { ...(host && { host }), ...(cloud && { cloud }), rateLimit: DEFAULT_RATE_LIMIT },
    number: numberIn(written?.host),
    faults,
    notes: written ? ["workspace: is ignored in the sandbox, which is a workspace of its own"] : [],
  };
}

/** An address that is wrong is ignored here as the rest of `workspace:` is. */
function numberIn(host: string | undefined): number | undefined {
  const { number } = attempt(() => (host ? { number: workspaceNumberOf(normaliseHost(host, "")) } : undefined), []);
  return number;
}

/** The result, or nothing and a fault. */
function attempt<T extends object>(resolve: () => T | undefined, faults: Fault[]): Partial<T> {
  try {
    return resolve() ?? {};
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    faults.push(error instanceof HostError ? faultOf(error.fault) : { path: ["workspace"], what: error.message });
    return {};
  }
}

function faultOf({ setting, what, allowed, fix }: HostFault): Fault {
  const inFile = /^workspace\.(\w+)$/.exec(setting)?.[1];
  if (inFile) return { path: ["workspace", inFile], what, allowed, fix };
  return { path: ["workspace"], what: `${setting} ${what}`, allowed, fix };
}
