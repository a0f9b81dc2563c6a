import type { Profile } from "../../../profiles";
import type { Compute } from "../../terraform/compute";
import type { Connection } from "../../terraform/connection";
import type { ExpectedPrivileges, Need } from "../../access/expected-privileges";
import type { Securable } from "../../databricks/securable";

/** Why a probe failed and what to do, for the person who runs the check. */
export interface Diagnosis {
  readonly cause: string;
  readonly fix: string;
}

/** A grant that reaches the tool, directly or through a group. */
export interface HeldGrant {
  readonly privilege: string;
  readonly on: Securable;
}

/** Something that works with the rights of its owner. */
export interface Defined {
  readonly on: Securable;
  /** A table where only a row filter or mask on it does. */
  readonly kind: "view" | "materialized view" | "function" | "table";
  /** Absent where it cannot be seen. */
  readonly owner?: string;
  /** Tables, views and functions that its definition names; none where they cannot be seen. */
  readonly uses: readonly Securable[];
  /** Names of functions that filter its rows or mask its columns. */
  readonly filters: readonly string[];
}

/** What was looked up about a refusal. */
export interface Evidence {
  /** What reaches the tool where it was refused, as SHOW GRANTS lists it; absent where it may not list. */
  readonly held?: readonly HeldGrant[];
  /** What the statement was about. */
  readonly defined?: Defined;
  /** Why no answer came. */
  readonly advice?: Diagnosis;
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
export interface Symptom extends Circumstances, Evidence {
  readonly text: string;
  readonly need?: Need;
}

export const REDEPLOY = "run `npx cdktf deploy`";
