import type { StateLocation } from "../../lib/terraform/state-location";
import type { StateOptions } from "../../lib/terraform/states";
import type { OnrampConfig } from "../../lib/config";
import type { Managed } from "../../lib/terraform/managed";
import type { Declared } from "../../lib/config/declared";
import type { Authentication, Settings } from "../../lib/databricks/authentication";
import type { Reader } from "../../lib/databricks/http/rest";

/** What can be looked at without a workspace. */
export interface MachineContext {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Of this process, `20.19.4`. */
  readonly nodeVersion: string;
}

/** What the doctor needs to know to see who is signed in. */
export interface SignInInput extends MachineContext {
  /** Who the kit signs in as. */
  readonly settings: Settings;
}

/** What the doctor looks at. */
export interface DoctorInput extends SignInInput {
  readonly config: OnrampConfig;
  /** Absolute path of the folder with `onramp.yaml`. */
  readonly project: string;
}

/** What the examinations of the Terraform states work with. */
export interface BackendContext {
  readonly config: OnrampConfig;
  readonly location: StateLocation;
  readonly states: StateOptions;
  /** What the states hold; rejected when they cannot be read. */
  readonly managed: Promise<Managed>;
}

/** What the examinations of a workspace work with. */
export interface DoctorContext {
  readonly config: OnrampConfig;
  /** What the config creates, and what it expects to be there. */
  readonly declared: Declared;
  readonly signedIn: Authentication;
  /** Asks everything once. */
  readonly rest: Reader;
  readonly signal?: AbortSignal;
}

/** What the examinations work with that compare a workspace with the Terraform states. */
export interface StatesContext extends DoctorContext {
  /** What the states hold: the kit's own. */
  readonly managed: Managed;
}
