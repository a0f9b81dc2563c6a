import type { Profile } from "../../profiles";
import type { Connection } from "../terraform/connection";
import type { Secret } from "../databricks/secret";

/** One deployed connection, as the forms show it. */
export interface Subject {
  /** Of the tool, as the integration's `access` makes it. */
  readonly profile: Profile;
  readonly connection: Connection;
  /** @defaultValue - it was made elsewhere, and nobody gave it */
  readonly secret?: Secret;
}
