import { isCurrentUser } from "../databricks/current-user";
import { effectivePrivileges } from "../databricks/grants";
import type { Reader } from "../databricks/http/rest";
import type { SecurableKind } from "../databricks/securable";

/** Covers every other privilege but those that let somebody give access away. */
const ALL = "ALL_PRIVILEGES";

/**
 * Whether the signed-in identity holds a privilege itself, through a group or from a parent. Ownership is not looked at.
 *
 * @param name full name, of a metastore its id
 */
export async function holds(
  rest: Reader,
  privilege: string,
  kind: SecurableKind | "metastore",
  name: string,
): Promise<boolean> {
  for (const { principal, privileges } of await effectivePrivileges(rest, kind, name)) {
    const covers = privileges.some((held) => held === privilege || (held === ALL && privilege !== "MANAGE"));
    if (covers && (await isCurrentUser(rest, principal))) return true;
  }
  return false;
}
