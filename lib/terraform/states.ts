import type { OnrampConfig } from "../config/resolved";
import { backendBlock } from "./backend-block";
import { stateFile, stateLocation, type StateLocation } from "./state-location";
import { printedJson } from "./printed-json";
import { terraformInScratch } from "./scratch";
import { parseState, readStateFile, stacksWithFiles, type State } from "./state-file";
import { stackIds } from "./stack-ids";

/** One instance of a resource in a state. */
export interface StateInstance {
  /**
   * What Terraform recorded, credentials in clear included. Held so that printing a resource, or making JSON of it,
   * shows none of it: whoever names an attribute has chosen to see it.
   */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** One resource or data source in the state of a stack. */
export interface StateResource {
  readonly stack: string;
  readonly mode: "managed" | "data";
  /** e.g. `databricks_catalog`. */
  readonly type: string;
  /** e.g. `databricks_catalog.catalogs_marketing_1A2B3C4D`; what `terraform state rm` takes. */
  readonly address: string;
  /** Usually one; a credential that is being replaced has two. */
  readonly instances: readonly StateInstance[];
}

export interface StateOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Absolute path of the folder with `onramp.yaml`. */
  readonly project: string;
  /**
   * Path of terraform or tofu; not needed to read where the backend is local.
   *
   * @defaultValue - `TERRAFORM_BINARY_NAME`, else `terraform`
   */
  readonly terraform?: string;
  readonly signal?: AbortSignal;
}

/**
 * What the states of a config's stacks hold, whatever the backend. A stack that was never deployed holds nothing. Local
 * states are read as files, without Terraform, also those of stacks that the config has no more; any other is pulled
 * through a pipe and touches no disk.
 *
 * @throws StateError when a state is damaged, or nothing tells where it is
 * @throws ServiceError when the backend cannot be read
 */
export async function readStates(config: OnrampConfig, options: StateOptions): Promise<StateResource[]> {
  const location = stateLocation(config, options.env, options.project);
  const stranded = location.backend.kind === "local" ? stacksWithFiles(location) : [];
  const stacks = new Set([config.name, ...stackIds(config), ...stranded]);
  const states = await Promise.all([...stacks].map((stack) => readState(location, stack, options)));
  return states.flat();
}

/**
 * As {@link readStates}, of one stack, which need not be in a config any more.
 */
export async function readState(
  location: StateLocation,
  stack: string,
  options: StateOptions,
): Promise<StateResource[]> {
  const state =
    location.backend.kind === "local"
      ? readStateFile(stateFile(location, stack))
      : await pullState(location, stack, options);
  return state ? resourcesOf(state, stack) : [];
}

/** The state of one stack where its backend keeps it. */
export async function pullState(location: StateLocation, stack: string, options: StateOptions): Promise<State> {
  const text = await runIn(location, stack, options, "read its state", ["state", "pull"]);
  return parseState(printedJson(text), `the state of stack ${stack}`);
}

/**
 * Makes a stack forget resources: they stay in the workspace, and Terraform knows of them no more. Takes the backend's
 * lock; of a local state the last version is kept beside it, as Terraform does.
 *
 * @param addresses as {@link StateResource.address}; those that are not there are passed over
 * @throws ServiceError with Terraform's reason, e.g. that somebody holds the lock
 */
export async function removeFromState(
  config: OnrampConfig,
  stack: string,
  addresses: readonly string[],
  options: StateOptions,
): Promise<void> {
  if (addresses.length === 0) return;
  const location = stateLocation(config, options.env, options.project);
  const kept = location.backend.kind === "local" ? [`-backup=${stateFile(location, stack)}.backup`] : [];
  await runIn(location, stack, options, "change its state", [
    "state",
    "rm",
    "-lock-timeout=30s",
    ...kept,
    ...addresses,
  ]);
}

function runIn(
  location: StateLocation,
  stack: string,
  { env, terraform, signal }: StateOptions,
  doing: string,
  args: string[],
) {
  const program = terraform ?? env.TERRAFORM_BINARY_NAME ?? "terraform";
  return terraformInScratch(
    { block: backendBlock(location, stack), stack, terraform: program, env, signal },
    doing,
    args,
  );
}

function resourcesOf({ resources }: State, stack: string): StateResource[] {
  return resources.map(({ module, mode, type, name, instances }) => ({
    stack,
    mode,
    type,
    address: [module, mode === "data" ? "data" : undefined, type, name].filter(Boolean).join("."),
    instances: instances.map(({ attributes }) => new Instance(attributes)),
  }));
}

/** A getter of the class is in no JSON, and in nothing that `console.log` prints. */
class Instance implements StateInstance {
  readonly #attributes: Readonly<Record<string, unknown>>;

  constructor(attributes: Readonly<Record<string, unknown>>) {
    this.#attributes = attributes;
  }

  get attributes(): Readonly<Record<string, unknown>> {
    return this.#attributes;
  }
}
