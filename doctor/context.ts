import type { StateHome } from "../backend/home";
import type { StateOptions } from "../backend/states";
import type { OnrampConfig } from "../config";
import type { Held } from "../inventory/held";
import type { Wanted } from "../inventory/wanted";
import type { Authentication } from "../workspace/authentication";
import type { RestClient } from "../workspace/rest";
import type { WorkspaceFacts } from "./workspace-facts";

/** What can be looked at without a workspace. */
export interface MachineContext {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Of this process, `20.19.4`. */
  readonly nodeVersion: string;
}

/** What the examinations of the Terraform states work with. */
export interface BackendContext {
  readonly config: OnrampConfig;
  readonly home: StateHome;
  readonly states: StateOptions;
  /** What the states hold; rejected when they cannot be read. */
  readonly held: Promise<Held>;
}

/** What the examinations of a workspace work with. */
export interface DoctorContext {
  readonly config: OnrampConfig;
  /** What the config creates, and what it expects to be there. */
  readonly wanted: Wanted;
  readonly signedIn: Authentication;
  /** Only its reading half. */
  readonly rest: Pick<RestClient, "getAs">;
  readonly facts: WorkspaceFacts;
  readonly signal?: AbortSignal;
}

/** What the examinations work with that compare a workspace with the Terraform states. */
export interface StatesContext extends DoctorContext {
  /** What the states hold: the kit's own. */
  readonly held: Held;
}
