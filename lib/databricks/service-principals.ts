import { z } from "zod";
import type { Reader } from "./http/rest";

const SERVICE_PRINCIPALS = "/api/2.0/preview/scim/v2/ServicePrincipals";

const groupSchema = z.object({ display: z.string().default(""), value: z.string().default("") });

const principalSchema = z
  .object({
    id: z.string(),
    applicationId: z.string(),
    displayName: z.string().default(""),
    active: z.boolean().default(true),
    groups: z.array(groupSchema).default([]),
  })
  .transform(({ groups, ...principal }): ServicePrincipalInfo => ({
    ...principal,
    memberOf: groups.map(({ display: name, value: id }) => ({ id, name })),
  }));

/** A service principal of the workspace. */
export interface ServicePrincipalInfo {
  /** Numeric SCIM id. */
  readonly id: string;
  readonly applicationId: string;
  readonly displayName: string;
  /** False when an admin has turned it off: nobody can sign in as it. */
  readonly active: boolean;
  /** Groups that list it as a member; `users`, in which everybody is, lists nobody. */
  readonly memberOf: readonly { readonly id: string; readonly name: string }[];
}

const pageSchema = z.object({ totalResults: z.number().default(0), Resources: z.array(principalSchema).default([]) });

/** Names that fit into the filter of one request. */
const AT_ONCE = 20;

/** How many one page of a list has. */
const PAGE = 100;

/**
 * The service principals of which an attribute has one of some values; several may have one display name.
 *
 * @see https://docs.databricks.com/api/workspace/serviceprincipals/list
 */
export async function findServicePrincipals(
  rest: Reader,
  attribute: "applicationId" | "displayName",
  values: readonly string[],
): Promise<ServicePrincipalInfo[]> {
  const unique = [...new Set(values)];
  const filters = [];
  for (let at = 0; at < unique.length; at += AT_ONCE) {
    const group = unique.slice(at, at + AT_ONCE);
    filters.push(group.map((value) => `${attribute} eq ${JSON.stringify(value)}`).join(" or "));
  }
  const pages = await Promise.all(
    filters.map((filter) => rest.getAs(pageSchema, SERVICE_PRINCIPALS, { query: { filter } })),
  );
  return pages.flatMap(({ Resources }) => Resources);
}

/**
 * @param id numeric SCIM id
 * @throws ServiceError of the kind `not-found` for one that is not there
 * @see https://docs.databricks.com/api/workspace/serviceprincipals/get
 */
export function getServicePrincipal(rest: Reader, id: string): Promise<ServicePrincipalInfo> {
  return rest.getAs(principalSchema, `${SERVICE_PRINCIPALS}/${encodeURIComponent(id)}`);
}

/** Every service principal of the workspace; groups are not told. */
export async function listServicePrincipals(rest: Reader): Promise<ServicePrincipalInfo[]> {
  const found: ServicePrincipalInfo[] = [];
  for (;;) {
    const query = {
      attributes: "id,applicationId,displayName,active",
      startIndex: String(found.length + 1),
      count: String(PAGE),
    };
    const page = await rest.getAs(pageSchema, SERVICE_PRINCIPALS, { query });
    found.push(...page.Resources);
    if (page.Resources.length === 0 || found.length >= page.totalResults) return found;
  }
}
