import type { OnrampConfig } from "../config";
import type { Authentication } from "../workspace/authentication";
import type { RestClient } from "../workspace/rest";
import type { Held } from "./held";
import type { WorkspaceFacts } from "./workspace-facts";
import type { Wanted } from "./wanted";

/** What can be looked at without a workspace. */
export interface MachineContext {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Of this process, `20.19.4`. */
  readonly nodeVersion: string;
}

/** What the examinations of a workspace work with. */
export interface DoctorContext {
  readonly config: OnrampConfig;
  /** What the config creates. */
  readonly wanted: Wanted;
  /** What of that is in the local Terraform states. */
  readonly held: Held;
  readonly signedIn: Authentication;
  /** Only its reading half. */
  readonly rest: Pick<RestClient, "getAs">;
  readonly facts: WorkspaceFacts;
  readonly signal?: AbortSignal;
}
