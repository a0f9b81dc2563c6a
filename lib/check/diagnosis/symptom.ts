import type { Profile } from "../../../profiles";
import type { Compute } from "../../terraform/compute";
import type { Connection } from "../../terraform/connection";
import type { ExpectedPrivileges, Need } from "../../access/expected-privileges";

/** Why a probe failed and what to do, for the person who runs the check. */
export interface Diagnosis {
  readonly cause: string;
  readonly fix: string;
}

/** What is known of the connection whose check failed. */
export interface Circumstances {
  readonly connection: Connection;
  readonly compute: Compute;
  readonly profile: Profile;
  readonly expected: readonly ExpectedPrivileges[];
  /** True when a person brought the credential. */
  readonly external: boolean;
  /** False until the session is open: what fails then is the way to warehouse or cluster. */
  readonly signedIn: boolean;
  /** Whose it is, when it is not the service principal's. */
  readonly person?: string;
}

/** What the service said, and about what. */
export interface Symptom extends Circumstances {
  readonly text: string;
  readonly need?: Need;
}

export const REDEPLOY = "run `npx cdktf deploy`";
