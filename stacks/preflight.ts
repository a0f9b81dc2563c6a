import type { StateLocation } from "../lib/terraform/state-location";
import { interruptedRuns, type InterruptedRun } from "../lib/terraform/interrupted";
import { refuseOccupied } from "../lib/terraform/occupied";
import { stackIds } from "../lib/terraform/stack-ids";
import { showFile, stacksWithFiles } from "../lib/terraform/state-file";
import { lastSynthesized } from "../lib/terraform/synthesized";
import type { IntegrationConfig, OnrampConfig } from "../lib/config/resolved";
import { priorPrivileges } from "../lib/access/prior-privileges";
import { managedBy, type Managed } from "../lib/terraform/managed";
import { identifyPrincipals } from "../lib/access/identify-principals";
import { joinedGroups, priorMemberships } from "../lib/access/memberships";
import { describeOrphan, orphans, type Orphan } from "../lib/unmanaged/orphans";
import { authenticate, readSettings } from "../lib/databricks/authentication";
import { RestClient } from "../lib/databricks/http/rest";
import { isNamed, principalKey } from "../lib/databricks/service-principals";
import { fullName, kindOf } from "../lib/databricks/securable";
import { ServiceError } from "../lib/databricks/http/service-error";
import type { SeenPrincipal } from "./workspace-stack";
import { UsageError } from "../lib/report/errors";

/** What the look needs besides the config. */
export interface PreflightContext {
  readonly env: NodeJS.ProcessEnv;
  /** Absolute path of the folder with `onramp.yaml`. */
  readonly project: string;
  /** The app's output folder. */
  readonly outdir: string;
}

/** Until an answer has come, in milliseconds: the look stands before every command of a config that it concerns. */
const PATIENCE = 10_000;

/**
 * Looks at the workspace before anything is written, where a deploy could take something away or make it twice: when a
 * service principal that is there already is adopted, and when the last run was interrupted. For any other config
 * nothing is looked at, and neither network nor credentials are needed. With `replaceGrants` only the groups matter that the
 * principal is to join, and a look that fails stops nothing. Where a local state is about to move to another backend, it
 * looks what is there.
 *
 * @returns what was seen of adopted principals, by the integration's name: groups that they belong to already, whether
 * they were the stack's own, or why nothing may be granted to them, when nobody could look at what they hold
 * @throws UsageError, StateError with what was found, and the ways to go on
 * @throws ServiceError when a run was interrupted and the workspace does not tell what it left
 */
export async function preflight(
  config: OnrampConfig,
  location: StateLocation,
  context: PreflightContext,
): Promise<ReadonlyMap<string, SeenPrincipal>> {
  await refuseOccupied(location, stackIds(config), context.outdir, context);
  const interrupted = interruptedRuns(location, [...new Set([...stackIds(config), ...stacksWithFiles(location)])]);
  if (interrupted.length > 0) await refuseOrphans(config, location, interrupted, context);
  const adopting = config.integrations.filter(({ principal, absent }) => "existing" in principal && !absent);
  return adopting.length > 0 ? seenOf(config, adopting, context) : new Map();
}

async function signIn({ workspace: { host, profile } }: OnrampConfig, { env }: PreflightContext): Promise<RestClient> {
  if (host === undefined) throw new UsageError("nothing names the workspace; set DATABRICKS_HOST or workspace.host");
  const { headers } = await authenticate(readSettings(host, env, profile));
  return new RestClient({ host, headers, timeoutMs: PATIENCE, attempts: 2 });
}

/** Things that an interrupted run made and no state knows would be made again, or stand in the way. */
async function refuseOrphans(
  config: OnrampConfig,
  location: StateLocation,
  interrupted: readonly InterruptedRun[],
  context: PreflightContext,
): Promise<void> {
  const runs = interrupted.map(
    ({ stack, who, since }) => `stack ${stack}${who ? ` by ${who}` : ""}${since ? ` at ${since}` : ""}`,
  );
  const what = `a run was cut off, or is still going on: ${runs.join(", ")}; nothing was changed`;
  const notes = interrupted.map(({ file }) => showFile(file)).join(" ");
  const starts = interrupted.map(({ since = "" }) => Date.parse(since)).filter((start) => !isNaN(start));
  const run = {
    since: starts.length > 0 ? Math.min(...starts) : undefined,
    memberships: interrupted.flatMap(({ stack }) =>
      lastSynthesized(location, stack, context.outdir, "databricks_group_member"),
    ),
  };
  let found: Orphan[];
  try {
    const rest = await signIn(config, context);
    found = await orphans(await identifyPrincipals(config, rest), await managedBy(config, context), rest, run);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const message = [
      what,
      `  what it made cannot be looked at: ${error.message}`,
      `  to go on: run this again once the workspace answers, or look yourself and remove ${notes}`,
    ].join("\n");
    throw error instanceof UsageError ? new UsageError(message) : new ServiceError(message, { kind: error.kind });
  }
  if (found.length === 0) return;
  throw new UsageError(
    [
      what,
      "  no state knows these things, which it may have made:",
      ...found.map((orphan) => `    ${describeOrphan(orphan)}: ${wayOut(orphan)}`),
      `  to go on: do that in ${config.file}, and run this again; if none of it is the run's, remove ${notes}`,
    ].join("\n"),
  );
}

function wayOut(orphan: Orphan): string {
  return "import" in orphan ? `under ${orphan.import.under} write ${orphan.import.line}` : `run ${orphan.remove}`;
}

/** What of adopted principals matters to the stacks. */
async function seenOf(
  config: OnrampConfig,
  adopting: readonly IntegrationConfig[],
  context: PreflightContext,
): Promise<ReadonlyMap<string, SeenPrincipal>> {
  // Two names may mean one principal, whose grants would undo each other.
  const unsure = adopting.length > 1 ? adopting.filter(isNamedOtherwise) : [];
  const joining = adopting.filter((each) => joinedGroups(config, each).length > 0);
  const endangered = adopting.filter((each) => !each.replaceGrants || unsure.includes(each));
  const seen = new Map<string, SeenPrincipal>();
  try {
    const managed = await managedBy(config, context);
    for (const { name, principal } of adopting) {
      const wasOwn = "existing" in principal && managed.principals.some((own) => isNamed(own, principal.existing));
      if (wasOwn) seen.set(name, { wasOwn });
    }
    if (endangered.length + joining.length === 0) return seen;
    const rest = await signIn(config, context);
    const identified = await identifyPrincipals(config, rest);
    refuseTwins(identified);
    await refuseReplaced(identified, managed, rest);
    for (const { integration, groups } of await priorMemberships(identified, managed, rest)) {
      seen.set(integration.name, { ...seen.get(integration.name), memberOf: groups.map(({ name }) => name) });
    }
  } catch (error) {
    if (!isNoAnswer(error) || error instanceof Refusal) throw error;
    for (const { name } of endangered) seen.set(name, { ...seen.get(name), refusal: unseen(name, error.message) });
  }
  return seen;
}

function isNamedOtherwise({ principal }: IntegrationConfig): boolean {
  return "existing" in principal && principalKey(principal.existing) !== "applicationId";
}

/** What was found speaks against the config. */
class Refusal extends UsageError {}

/** What the rules of the config say of application ids, once all are known. */
function refuseTwins({ file, integrations }: OnrampConfig): void {
  const firsts = new Map<string, string>();
  for (const { name, principal, absent } of integrations) {
    if (!("existing" in principal) || absent) continue;
    const first = firsts.get(principal.existing);
    if (first !== undefined) {
      throw new Refusal(
        [
          `${file}: integrations.${first} and integrations.${name} name one service principal, ${principal.existing}; nothing was changed`,
          "  the grants of the two would undo each other",
          "  to go on: give one of them another service principal, or remove its lines to have a new one made",
        ].join("\n"),
      );
    }
    firsts.set(principal.existing, name);
  }
}

/** A grant takes the place of everything that its principal holds directly on the same securable. */
async function refuseReplaced(config: OnrampConfig, managed: Managed, rest: RestClient): Promise<void> {
  const found = await priorPrivileges(config, managed, rest);
  if (found.length === 0) return;
  const lines = found.flatMap(({ integration, principal, on, privileges, replaceGrants }) => [
    `  ${principal} holds ${privileges.join(", ")} on ${kindOf(on)} ${fullName(on)}; ` +
      `to accept for integration ${integration}: under ${replaceGrants.under} write ${replaceGrants.line}`,
  ]);
  throw new Refusal(
    [
      `${config.file} adopts a service principal whose privileges a grant would replace; nothing was changed`,
      ...lines,
      "  to leave them alone: remove existing under principal, so that the integration gets a service principal of its own",
    ].join("\n"),
  );
}

function unseen(integration: string, why: string): string {
  return [
    `The service principal of integration ${integration} is somebody's already, and what it holds could not be looked at: ${why}. Nothing was changed.`,
    "A grant takes the place of everything that its principal holds directly on the same catalog, schema or table.",
    `Sign in and synthesize again, so that it can be looked at, or accept it: under integrations.${integration} write replaceGrants: true.`,
  ].join("\n");
}

function isNoAnswer(error: unknown): error is ServiceError | UsageError {
  return error instanceof ServiceError || error instanceof UsageError;
}
