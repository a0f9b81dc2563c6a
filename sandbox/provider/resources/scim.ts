import { segment, type Client, type Query } from "../client";
import type { Rules } from "../engine/resource";
import { given, type Values } from "../engine/value";

const SCIM = "/api/2.0/preview/scim/v2";

// Paths and schema names of the SCIM API.
export const servicePrincipalsPath = `${SCIM}/ServicePrincipals`;
export const servicePrincipalPath = (id: string): string => `${servicePrincipalsPath}/${segment(id)}`;
export const groupsPath = `${SCIM}/Groups`;
export const groupPath = (id: string): string => `${groupsPath}/${segment(id)}`;

export const SERVICE_PRINCIPAL_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:ServicePrincipal";
export const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
const PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** Entry of a multi-valued attribute: a member, a group, an entitlement. */
export interface ScimValue {
  value: string;
  /** Of a member: its collection and id, e.g. `Users/42`. */
  $ref?: string;
}

/** A group of the SCIM API. */
export interface ScimGroup {
  id: string;
  displayName?: string;
  externalId?: string;
  entitlements?: ScimValue[];
  members?: ScimValue[];
  groups?: ScimValue[];
  roles?: ScimValue[];
}

/** A service principal of the SCIM API. */
export interface ScimServicePrincipal {
  id: string;
  applicationId: string;
  displayName?: string;
  externalId?: string;
  active?: boolean;
  entitlements?: ScimValue[];
  groups?: ScimValue[];
  roles?: ScimValue[];
}

/** Attribute of the resource → entitlement of the API, in the order the real provider sends them. */
const ENTITLEMENTS: Readonly<Record<string, string>> = {
  allow_cluster_create: "allow-cluster-create",
  allow_instance_pool_create: "allow-instance-pool-create",
  databricks_sql_access: "databricks-sql-access",
  workspace_access: "workspace-access",
  workspace_consume: "workspace-consume",
};

/** Rules of the entitlement attributes. */
export const entitlementRules: Rules = {
  allow_cluster_create: { default: false },
  allow_instance_pool_create: { default: false },
  databricks_sql_access: { default: false },
  workspace_access: { default: false },
  workspace_consume: { default: false, conflictsWith: ["workspace_access", "databricks_sql_access"] },
};

/** The entitlements that are set; one empty entry is the API's way to say none. */
export function entitlementsOf(planned: Values): Partial<ScimValue>[] {
  const set = Object.entries(ENTITLEMENTS).filter(([name]) => planned[name] === true);
  return set.length === 0 ? [{}] : set.map(([, value]) => ({ value }));
}

/** Only what is there: like the real provider, a lost entitlement is not seen as drift. */
export function entitlementFlags(entitlements: ScimValue[] = []): Record<string, true> {
  const held = new Set(entitlements.map(({ value }) => value));
  const flags = Object.entries(ENTITLEMENTS).filter(([, value]) => held.has(value));
  return Object.fromEntries(flags.map(([name]) => [name, true] as const));
}

/** The entitlement attributes of an object that has none. */
export const noEntitlements = Object.fromEntries(Object.keys(ENTITLEMENTS).map((name) => [name, false]));

/** Body of a PATCH with one operation. */
export function patchBody(op: "add" | "remove" | "replace", path: string, value?: unknown): object {
  return { schemas: [PATCH_SCHEMA], Operations: [{ op, path, ...(value !== undefined && { value }) }] };
}

/** The entries whose attribute has that value. */
export async function listByAttribute<T extends { id: string }>(
  client: Client,
  path: string,
  attribute: string,
  value: string,
  query: Query = {},
): Promise<T[]> {
  const filter = `${attribute} eq "${value.replaceAll('"', "")}"`;
  return (await client.get<{ Resources?: T[] }>(path, { ...query, filter })).Resources ?? [];
}

/** A text attribute under the name SCIM has for it, when it is set. */
export function named(planned: Values, names: Readonly<Record<string, string>>): Values {
  return Object.fromEntries(
    Object.entries(given(planned, ...Object.keys(names))).map(([name, value]) => [names[name] ?? name, value]),
  );
}
