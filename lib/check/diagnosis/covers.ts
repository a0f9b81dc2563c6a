import type { Need } from "../../access/expected-privileges";
import { isWithin } from "../../databricks/securable";
import type { HeldGrant } from "./symptom";

/** What ALL PRIVILEGES leaves out: what lets somebody give access away, or take data out. */
const NOT_AMONG_ALL: readonly string[] = ["MANAGE", "EXTERNAL_USE_SCHEMA"];

/**
 * Whether a grant gives a privilege on something: the same one or ALL PRIVILEGES, on it or on what it is in.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/privileges#all-privileges
 */
export function covers(grant: HeldGrant, { privilege, on }: Need): boolean {
  const same =
    grant.privilege === privilege || (grant.privilege === "ALL_PRIVILEGES" && !NOT_AMONG_ALL.includes(privilege));
  return same && isWithin(on, grant.on);
}
