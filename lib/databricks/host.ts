import { databricksConfigPath, readDatabricksConfig } from "./authentication/databrickscfg";
import { UsageError } from "../report/errors";

export const CLOUDS = ["aws", "azure", "gcp"] as const;

/** Where a workspace runs; decides how a token for a service principal is made. */
export type Cloud = (typeof CLOUDS)[number];

/** A setting that names a workspace and cannot be used as it is. */
export class HostError extends UsageError {
  override readonly name = "HostError";
  readonly fault: HostFault;

  constructor(fault: HostFault) {
    const { setting, what, allowed, fix } = fault;
    super(`${setting} ${what}${allowed ? `; allowed: ${allowed}` : ""}${fix ? `; fix: ${fix}` : ""}`);
    this.fault = fault;
  }
}

/** What is wrong with a setting. */
export interface HostFault {
  /** e.g. `workspace.host` or `DATABRICKS_HOST`. */
  readonly setting: string;
  readonly what: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** The workspace that a run is about, and which setting named it. */
export interface ResolvedHost {
  /** `https://…` without path, query and trailing slash. */
  readonly host: string;
  /** `workspace.host`, `DATABRICKS_HOST`, `profile prod of /home/me/.databrickscfg` … */
  readonly source: string;
  /** Says what was changed about the address as it was written. */
  readonly note?: string;
}

/** Variables that choose a way to sign in; with one of them set, no profile is picked unasked. */
const SIGN_IN_VARIABLES = [
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ARM_CLIENT_ID",
  "ARM_USE_MSI",
  "DATABRICKS_AZURE_RESOURCE_ID",
  "DATABRICKS_CLIENT_ID",
  "DATABRICKS_METADATA_SERVICE_URL",
  "DATABRICKS_OIDC_TOKEN_ENV",
  "DATABRICKS_OIDC_TOKEN_FILEPATH",
  "DATABRICKS_TOKEN",
] as const;

/**
 * Finds the workspace as Databricks' unified authentication does: the given host, `DATABRICKS_HOST`, the given profile,
 * the profile in `DATABRICKS_CONFIG_PROFILE`, and the profile `DEFAULT` when nothing else says how to sign in.
 *
 * A profile that this machine does not have is no error as long as it has no `.databrickscfg` at all: a synth on a build
 * server needs none.
 *
 * @param settings `workspace.host` and `workspace.profile` of the config
 * @returns undefined when nothing names a workspace
 * @throws HostError when an address cannot be used, when two of the settings contradict each other, or when the profile
 * is missing from an existing file
 */
export function resolveWorkspaceHost(
  settings: { readonly host?: string; readonly profile?: string },
  env: NodeJS.ProcessEnv,
): ResolvedHost | undefined {
  const stated = [named("workspace.host", settings.host), named("DATABRICKS_HOST", env.DATABRICKS_HOST)];
  if (settings.profile) stated.push(fromProfile(settings.profile, "workspace.profile", env));
  const [first, ...others] = stated.filter((candidate) => candidate !== undefined);
  for (const other of others) {
    if (other.host !== first!.host) {
      throw new HostError({
        setting: first!.source,
        what: `says ${first!.host}, but ${other.source} says ${other.host}`,
        allowed: "one workspace",
        fix: "remove one of the two, or set both to the same workspace",
      });
    }
  }
  if (first || settings.profile) return first;
  const chosen = env.DATABRICKS_CONFIG_PROFILE;
  if (chosen) return fromProfile(chosen, "DATABRICKS_CONFIG_PROFILE", env);
  if (SIGN_IN_VARIABLES.some((name) => env[name])) return undefined;
  return named(profileSource("DEFAULT", env), readDatabricksConfig(env)?.profiles.get("DEFAULT")?.settings.get("host"));
}

function profileSource(profile: string, env: NodeJS.ProcessEnv): string {
  return `profile ${profile} of ${databricksConfigPath(env)}`;
}

function fromProfile(profile: string, setting: string, env: NodeJS.ProcessEnv): ResolvedHost | undefined {
  const file = readDatabricksConfig(env);
  if (!file) return undefined;
  const section = file.profiles.get(profile);
  if (!section) {
    throw new HostError({
      setting,
      what: `names the profile ${JSON.stringify(profile)}, which ${file.path} does not have`,
      allowed: [...file.profiles.keys()].join(", ") || "none: the file is empty",
      fix: `choose one of these, or create it with: databricks auth login --profile ${profile}`,
    });
  }
  return named(profileSource(profile, env), section.settings.get("host"));
}

function named(source: string, written: string | undefined): ResolvedHost | undefined {
  const text = written?.trim();
  if (!text) return undefined;
  const host = normaliseHost(text, source);
  const note = host === text.replace(/\/$/, "") ? undefined : `${source}: using ${host}`;
  return { host, source, note };
}

const EXAMPLE = "https://<workspace>, e.g. https://dbc-a1b2c3d4-e5f6.cloud.databricks.com";

/**
 * One spelling for a workspace's address: `https://` is added, path, query and trailing slash are dropped.
 *
 * @param setting where the address comes from, for the error
 * @throws HostError for what is no address of a workspace: another protocol, `http://` outside this machine, a user name
 * or password in it, the account console
 */
export function normaliseHost(address: string, setting: string): string {
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`);
  } catch {
    throw new HostError({ setting, what: "is not the address of a workspace", allowed: EXAMPLE });
  }
  if (url.username || url.password) {
    const fix = "remove everything before the @; sign in through the environment";
    throw new HostError({ setting, what: "has a user name or a password in it", allowed: EXAMPLE, fix });
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    const fix = `write https://${url.host}`;
    throw new HostError({ setting, what: `starts with ${url.protocol}//, not with https://`, allowed: EXAMPLE, fix });
  }
  if (/^accounts(-dod)?\./.test(url.hostname)) {
    const fix = "open the workspace in a browser and take the address from there";
    throw new HostError({ setting, what: `is the account console (${url.hostname})`, allowed: EXAMPLE, fix });
  }
  return url.origin;
}

/** True for this machine: `localhost`, `127.0.0.0/8` and `[::1]`. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Suffixes of workspace addresses; the first that fits counts, `.gcp.databricks.com` before shorter ones. */
const CLOUD_OF_SUFFIX: readonly (readonly [suffix: string, cloud: Cloud])[] = [
  [".azuredatabricks.net", "azure"],
  [".databricks.azure.us", "azure"],
  [".databricks.azure.cn", "azure"],
  [".gcp.databricks.com", "gcp"],
  [".cloud.databricks.com", "aws"],
  [".cloud.databricks.us", "aws"],
  [".dev.databricks.com", "aws"],
];

/**
 * The cloud that a workspace's address gives away.
 *
 * @param host as {@link normaliseHost} returns it
 * @returns undefined for addresses that do not tell: loopback, a company's own domain
 */
export function cloudOfHost(host: string): Cloud | undefined {
  const { hostname } = new URL(host);
  return CLOUD_OF_SUFFIX.find(([suffix]) => hostname.endsWith(suffix))?.[1];
}

/**
 * The number of a workspace, as `?o=` has it, which addresses on Azure (`adb-<number>.<n>.…`) and Google Cloud
 * (`<number>.<n>.gcp.databricks.com`) begin with.
 *
 * @param host as {@link normaliseHost} returns it
 * @returns undefined for addresses that do not tell: on AWS, loopback, a company's own domain
 */
export function workspaceNumberOf(host: string): number | undefined {
  const cloud = cloudOfHost(host);
  if (cloud !== "azure" && cloud !== "gcp") return undefined;
  const pattern = cloud === "azure" ? /^adb-(\d+)\.\d+\./ : /^(\d+)\.\d+\./;
  const number = Number(pattern.exec(new URL(host).hostname)?.[1]);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
