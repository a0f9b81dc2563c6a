import type { Entitlement, Principal } from "../../state/records/principal";
import type { Fields } from "../body";
import { ScimError } from "./protocol";

/** What a client may set on a principal; absent keys were not mentioned. */
export interface Draft {
  displayName?: string;
  externalId?: string;
  active?: boolean;
  entitlements?: Entitlement[];
  members?: string[];
}

const ENTITLEMENTS: readonly Entitlement[] = [
  "allow-cluster-create",
  "allow-instance-pool-create",
  "databricks-sql-access",
  "workspace-access",
  "workspace-consume",
];

/** A principal's settings as they are, to be changed by a patch. */
export const draftOf = (principal: Principal): Draft => ({
  displayName: principal.displayName,
  externalId: principal.externalId,
  active: principal.kind === "group" ? undefined : principal.active,
  entitlements: [...principal.entitlements],
  members: principal.kind === "group" ? [...principal.members] : undefined,
});

/** The settings in a POST or PUT body. Read-only fields that clients echo (groups, roles, …) are passed over. */
export function readDraft(body: Fields): Draft {
  const values = (name: string) => body.objects(name)?.map((entry) => entry.string("value"));
  return {
    displayName: body.string("displayName"),
    externalId: body.string("externalId"),
    active: body.boolean("active"),
    entitlements: toEntitlements(values("entitlements")),
    members: toMembers(values("members")),
  };
}

/** The values of a list's entries. `[{}]`, one entry without value, is how the Terraform provider says "none". */
export type Values = readonly (string | undefined)[] | undefined;

export function toEntitlements(values: Values): Entitlement[] | undefined {
  return values?.flatMap((value) => {
    if (!value) return [];
    const known = ENTITLEMENTS.find((each) => each === value);
    if (!known) {
      throw new ScimError("invalidValue", `Entitlement ${value} is not one of ${ENTITLEMENTS.join(", ")}.`);
    }
    return [known];
  });
}

export const toMembers = (values: Values): string[] | undefined =>
  values?.filter((value): value is string => Boolean(value));
