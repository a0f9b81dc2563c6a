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

/** What a service principal can be found by: attributes of SCIM. */
export type PrincipalKey = "applicationId" | "id" | "displayName";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the text that names a service principal is, by its shape: a UUID, a number, else a display name. */
export function principalKey(text: string): PrincipalKey {
  if (UUID.test(text)) return "applicationId";
  return /^[1-9]\d{0,18}$/.test(text) ? "id" : "displayName";
}

/** Whether a service principal is one that the text may name; several may have one display name. */
export function isNamed(principal: Pick<ServicePrincipalInfo, PrincipalKey>, text: string): boolean {
  const key = principalKey(text);
  return key === "applicationId" ? principal[key].toLowerCase() === text.toLowerCase() : principal[key] === text;
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
  attribute: PrincipalKey,
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

/** The service principals that some texts name, each by what it is; see {@link principalKey}. */
export async function findNamedServicePrincipals(
  rest: Reader,
  texts: readonly string[],
): Promise<ServicePrincipalInfo[]> {
  const keys: readonly PrincipalKey[] = ["applicationId", "id", "displayName"];
  const found = await Promise.all(
    keys.map((key) =>
      findServicePrincipals(
        rest,
        key,
        texts.filter((text) => principalKey(text) === key),
      ),
    ),
  );
  return [...new Map(found.flat().map((each) => [each.id, each])).values()];
}

/**
 * The command line of Databricks' CLI that lets a service principal sign in again.
 *
 * @param id numeric SCIM id
 * @see https://docs.databricks.com/api/workspace/serviceprincipals/patch
 */
export function activateCommand(id: string, word: (text: string) => string): string {
  const body = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", path: "active", value: true }],
  };
  return `databricks api patch ${SERVICE_PRINCIPALS}/${encodeURIComponent(id)} --json ${word(JSON.stringify(body))}`;
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
