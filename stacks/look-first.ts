import type { StateHome } from "../backend/home";
import { interruptedRuns, type InterruptedRun } from "../backend/interrupted";
import { stackIds } from "../backend/stacks";
import { showFile, stacksWithFiles } from "../backend/state-file";
import type { IntegrationConfig, OnrampConfig } from "../config/resolved";
import { priorPrivileges } from "../inventory/adopted";
import { heldBy, type Held } from "../inventory/held";
import { priorMemberships } from "../inventory/memberships";
import { describeOrphan, orphans, type Orphan } from "../inventory/orphans";
import { authenticate, readSettings } from "../workspace/authentication";
import { RestClient } from "../workspace/rest";
import { fullName, kindOf } from "../workspace/securable";
import { ServiceError, SettingsError } from "../workspace/service-error";
import type { SeenPrincipal } from "./workspace-stack";

/** What the look needs besides the config. */
export interface LookContext {
  readonly env: NodeJS.ProcessEnv;
  /** Absolute path of the folder with `onramp.yaml`. */
  readonly project: string;
}

/** What the states hold, and the way to the workspace. */
interface View {
  readonly held: Held;
  readonly rest: RestClient;
}

/** Until an answer has come, in milliseconds: the look stands before every command of a config that it concerns. */
const PATIENCE = 10_000;

/**
 * Looks at the workspace before anything is written, where a deploy could take something away or make it twice: when a
 * service principal that is there already is adopted, and when the last run was interrupted. For any other config
 * nothing is looked at, and neither network nor credentials are needed.
 *
 * @returns what was seen of adopted principals, by the integration's name: groups that they belong to already, or why
 * nothing may be granted to them, when nobody could look at what they hold
 * @throws SettingsError with what was found, and the ways to go on
 * @throws ServiceError when a run was interrupted and the workspace does not tell what it left
 */
export async function lookFirst(
  config: OnrampConfig,
  home: StateHome,
  context: LookContext,
): Promise<ReadonlyMap<string, SeenPrincipal>> {
  const interrupted = interruptedRuns(home, [...new Set([...stackIds(config), ...stacksWithFiles(home)])]);
  const adopting = config.integrations.filter(
    ({ principal, takeOver, absent }) => "existing" in principal && !takeOver && !absent,
  );
  if (interrupted.length > 0) await refuseOrphans(config, interrupted, context);
  return adopting.length > 0 ? refuseReplaced(config, adopting, context) : new Map();
}

async function view(config: OnrampConfig, { env, project }: LookContext): Promise<View> {
  const { host, profile } = config.workspace;
  if (host === undefined) throw new SettingsError("nothing names the workspace; set DATABRICKS_HOST or workspace.host");
  const { headers } = await authenticate(readSettings(host, env, profile));
  const rest = new RestClient({ host, headers, timeoutMs: PATIENCE, attempts: 2 });
  return { held: await heldBy(config, { env, project }), rest };
}

/** Things that an interrupted run made and no state knows would be made again, or stand in the way. */
async function refuseOrphans(
  config: OnrampConfig,
  interrupted: readonly InterruptedRun[],
  context: LookContext,
): Promise<void> {
  const runs = interrupted.map(
    ({ stack, who, since }) => `stack ${stack}${who ? ` by ${who}` : ""}${since ? ` at ${since}` : ""}`,
  );
  const what = `a run was cut off, or is still going on: ${runs.join(", ")}; nothing was changed`;
  const notes = interrupted.map(({ file }) => showFile(file)).join(" ");
  let found: Orphan[];
  try {
    const { held, rest } = await view(config, context);
    found = await orphans(config, held, rest);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const message = [
      what,
      `  what it made cannot be looked at: ${error.message}`,
      `  to go on: run this again once the workspace answers, or look yourself and remove ${notes}`,
    ].join("\n");
    throw error instanceof SettingsError ? new SettingsError(message) : new ServiceError(message, { kind: error.kind });
  }
  if (found.length === 0) return;
  throw new SettingsError(
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

/** A grant takes the place of everything that its principal holds directly on the same securable. */
async function refuseReplaced(
  config: OnrampConfig,
  adopting: readonly IntegrationConfig[],
  context: LookContext,
): Promise<ReadonlyMap<string, SeenPrincipal>> {
  let found;
  let memberships;
  try {
    const { held, rest } = await view(config, context);
    [found, memberships] = await Promise.all([
      priorPrivileges(config, held, rest),
      priorMemberships(config, held, rest),
    ]);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return new Map(adopting.map(({ name }) => [name, { refusal: unseen(name, error.message) }]));
  }
  if (found.length === 0) return new Map([...memberships].map(([name, memberOf]) => [name, { memberOf }]));
  const lines = found.flatMap(({ integration, principal, on, privileges, takeOver }) => [
    `  ${principal} holds ${privileges.join(", ")} on ${kindOf(on)} ${fullName(on)}; ` +
      `to accept for integration ${integration}: under ${takeOver.under} write ${takeOver.line}`,
  ]);
  throw new SettingsError(
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
    `Sign in and synthesize again, so that it can be looked at, or accept it: under integrations.${integration} write takeOver: true.`,
  ].join("\n");
}

function isNoAnswer(error: unknown): error is ServiceError | SettingsError {
  return error instanceof ServiceError || error instanceof SettingsError;
}
