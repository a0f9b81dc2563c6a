import { folderWritten } from "../../lib/terraform/output-folder";
import { loadConfig, type OnrampConfig } from "../../lib/config";
import { didYouMean, listed } from "../../lib/config/nearest";
import { guardStates } from "../../lib/terraform/guard";
import { stateFile, stateLocation } from "../../lib/terraform/state-location";
import { stackIds } from "../../lib/terraform/stack-ids";
import { readStates, removeFromState, type StateOptions, type StateResource } from "../../lib/terraform/states";
import { renderOffboarding } from "../../lib/forms/offboarding";
import { managedIn } from "../../lib/terraform/managed";
import { findProfile } from "../../profiles";
import { provideTool } from "../../lib/terraform/tool";
import { authenticate } from "../../lib/databricks/authentication";
import { RestClient } from "../../lib/databricks/http/rest";
import { confirmed } from "../cli/confirm";
import type { Context } from "../cli/context";
import { UsageError } from "../../lib/report/errors";
import { contentLines } from "./forget-contents";
import { describe, outcome } from "./forget-words";
import { managedParts, SHARED, type ManagedParts } from "./managed-parts";
import type { Input } from "../cli/hidden-prompt";
import { settingsOf } from "../cli/named-workspace";
import { textWidth } from "../cli/terminal";

export interface ForgetCommand {
  /** Integrations, and shared catalogs as `catalogs.<key>`. */
  readonly names: readonly string[];
  /** Also principal, credential, grants, warehouse: they live on, and nothing looks after them any more. */
  readonly all?: boolean;
  /** Goes on without being asked, and allows to fetch OpenTofu when there is no tool. */
  readonly yes?: boolean;
}

/** Exit code when it was not wanted after all. */
const NOT_DONE = 1;

/**
 * `onramp state forget`: drops catalogs and schemas from the Terraform state. They stay in the workspace with what is in them,
 * so that taking the rest away no longer stumbles over a schema that is not empty.
 */
export async function run(command: ForgetCommand, context: Context, input?: Input): Promise<number> {
  const { env, cwd, stdout, stderr, signal } = context;
  const { names, all = false, yes } = command;
  if (names.length === 0) {
    throw new UsageError("Nothing to forget is named.", ["Name integrations, or a shared catalog: catalogs.<key>"]);
  }
  const { config } = loadConfig({ cwd, env });
  const settings = settingsOf(config, env);
  const note = (line: string): void => void stderr.write(`${line}\n`);
  const options = await stateOptions(config, yes, context, note);
  const entries = entriesOf(names, config, await readStates(config, options));
  const { host, headers } = await authenticate(settings);
  const rest = new RestClient({ host, headers, signal });

  const width = textWidth(stdout);
  for (const { name, parts } of entries) {
    const lines = [...(await contentLines(name, parts, rest)), "", ...outcome(parts, all)];
    stdout.write(`${firstInTool(name, config, width)}\n${lines.join("\n")}\n\n`);
  }
  const leaving = entries.flatMap(({ parts }) => (all ? [...parts.data, ...parts.rest] : parts.data));
  if (leaving.length === 0) {
    note("Nothing to forget: none of it is a catalog or schema. --all forgets the rest as well.");
    return 0;
  }
  if (!(await confirmed(`Forget ${leaving.length} of what Terraform looks after?`, { yes, input }, context))) {
    note("Nothing was changed.");
    return NOT_DONE;
  }
  for (const [stack, resources] of byStack(leaving)) {
    await removeFromState(
      config,
      stack,
      resources.map(({ address }) => address),
      options,
    );
  }
  note(`Forgotten: ${leaving.map(describe).join(", ")}.`);
  for (const line of nextSteps(names, config, all)) note(line);
  return 0;
}

/** What comes before anything is taken from a tool. */
function firstInTool(name: string, config: OnrampConfig, width: number): string {
  if (name.startsWith(SHARED)) return "";
  const profile = config.integrations.find((each) => each.name === name)?.profile ?? findProfile(name);
  return profile ? renderOffboarding(profile, name, width) : `First take the connection ${name} out of its tool.\n`;
}

interface Entry {
  readonly name: string;
  readonly parts: ManagedParts;
}

/** @throws UsageError for a name of which no state holds anything */
function entriesOf(names: readonly string[], config: OnrampConfig, resources: readonly StateResource[]): Entry[] {
  const keys = [...new Set([...config.integrations, ...managedIn(resources).integrations].map(({ name }) => name))];
  const candidates = [...keys, ...Object.keys(config.catalogs).map((key) => `${SHARED}${key}`)];
  return [...new Set(names)].map((name) => {
    const others = keys.filter((key) => key !== name);
    const parts = managedParts(name, others, resources);
    if (parts.data.length + parts.rest.length > 0) return { name, parts };
    const known = candidates.filter((each) => each !== name);
    const fix = didYouMean(name, known, known.length > 0 ? `There is ${listed(known)}.` : "It holds nothing yet.")!;
    throw new UsageError(`No state of this workspace holds anything of ${JSON.stringify(name)}.`, [fix]);
  });
}

function byStack(resources: readonly StateResource[]): Map<string, StateResource[]> {
  const stacks = new Map<string, StateResource[]>();
  for (const resource of resources) stacks.set(resource.stack, [...(stacks.get(resource.stack) ?? []), resource]);
  return stacks;
}

/** An entry that stays as it is would create again what is there. */
function nextSteps(names: readonly string[], config: OnrampConfig, all: boolean): string[] {
  const present = names.filter(
    (name) => config.integrations.some((each) => each.name === name && !each.absent) || name.startsWith(SHARED),
  );
  return [
    ...(all ? [] : ["Now take the rest away: absent: true or no entry, then npx cdktf deploy; or npx cdktf destroy."]),
    ...(present.length === 0
      ? []
      : [
          `As long as ${listed(present)} stays in ${config.file} as it is, a deploy tries to create what was forgotten: ` +
            "write existing: and the name there to go on using it.",
        ]),
  ];
}

/** @throws StateError for a state that belongs to another workspace */
async function stateOptions(
  config: OnrampConfig,
  yes: boolean | undefined,
  { env, cwd, signal }: Context,
  note: (line: string) => void,
): Promise<StateOptions> {
  const location = stateLocation(config, env, cwd);
  const stacks = stackIds(config);
  for (const warning of guardStates(location, stacks, folderWritten(env, cwd))) note(warning);
  const states = stacks.map((stack) => stateFile(location, stack));
  const purpose = env.ONRAMP_SANDBOX ? "sandbox" : "workspace";
  const tool = await provideTool({ env, signal, purpose, yes, states, note });
  return { env, project: cwd, terraform: tool.path, signal };
}
