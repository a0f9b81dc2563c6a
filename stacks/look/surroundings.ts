import type { OnrampConfig } from "../../lib/config/resolved";
import { authenticate, readSettings } from "../../lib/databricks/authentication";
import { RestClient } from "../../lib/databricks/http/rest";
import { ServiceError } from "../../lib/databricks/http/service-error";
import { UsageError } from "../../lib/report/errors";
import { managedIn, type Managed } from "../../lib/terraform/managed";
import { readStates, type StateResource } from "../../lib/terraform/states";

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

/** What a look works with: each part is fetched when it is first asked for, and once. */
export class Surroundings {
  readonly config: OnrampConfig;
  readonly context: PreflightContext;
  #rest?: Promise<RestClient>;
  #states?: Promise<StateResource[]>;

  constructor(config: OnrampConfig, context: PreflightContext) {
    this.config = config;
    this.context = context;
  }

  /** The workspace; every GET is sent once. @throws UsageError when nothing names it or says how to sign in */
  rest(): Promise<RestClient> {
    return (this.#rest ??= this.#signIn());
  }

  /** What the states hold. @throws StateError, ServiceError as `readStates` */
  states(): Promise<StateResource[]> {
    return (this.#states ??= readStates(this.config, this.context));
  }

  async managed(): Promise<Managed> {
    return managedIn(await this.states());
  }

  async #signIn(): Promise<RestClient> {
    const { host, profile } = this.config.workspace;
    if (host === undefined) throw new UsageError("nothing names the workspace; set DATABRICKS_HOST or workspace.host");
    const { headers } = await authenticate(readSettings(host, this.context.env, profile));
    return new RestClient({ host, headers, timeoutMs: PATIENCE, attempts: 2, readOnce: true });
  }
}

/** What was found speaks against the config. */
export class Refusal extends UsageError {}

/** Nobody could look: not signed in, no answer, or not allowed. */
export function isNoAnswer(error: unknown): error is ServiceError | UsageError {
  return error instanceof ServiceError || (error instanceof UsageError && !(error instanceof Refusal));
}
