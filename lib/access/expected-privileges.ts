import type { Profile } from "../../profiles";
import type { Connection } from "../terraform/connection";
import { intendedPrivileges, type IntendedPrivileges } from "./intended-privileges";
import { ownSchemas, privilegesOf } from "./own-schemas";
import type { Privilege } from "../databricks/privilege";
import { isWithin, parseSecurable, type Securable } from "../databricks/securable";

/** A privilege that something cannot be done without. */
export interface Need {
  readonly privilege: Privilege;
  readonly on: Securable;
}

/** What the principal is meant to hold directly on one securable. */
export type ExpectedPrivileges = IntendedPrivileges;

/** Everything that an integration's principal is meant to hold, catalogs first. `samples` needs no grant. */
export function expectedPrivileges(connection: Connection, profile: Profile): ExpectedPrivileges[] {
  const { catalog, read } = connection;
  const { privileges } = profile;
  return intendedPrivileges({
    places: [
      ...(profile.ownCatalog && catalog ? [{ catalog, privileges }] : []),
      ...ownSchemas(connection).map((own) => ({ ...own, privileges: privilegesOf(profile, own) })),
    ],
    read: read.map(parseSecurable),
    readPrivileges: privileges.read,
  });
}

/**
 * The grant through which a privilege on something is meant to be held: SELECT on a table through that on its schema.
 * The smallest securable counts; undefined when the profile does not ask for the privilege there.
 */
export function grantOf({ privilege, on }: Need, expected: readonly ExpectedPrivileges[]): Need | undefined {
  const covering = expected.filter(
    (each) => (each.privileges.has(privilege) || each.possible.has(privilege)) && isWithin(on, each.on),
  );
  const smallest = covering.at(-1);
  return smallest && { privilege, on: smallest.on };
}
