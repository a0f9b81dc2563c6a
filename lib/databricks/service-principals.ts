import { z } from "zod";
import type { IntegrationConfig } from "../config";
import type { RestClient } from "./http/rest";
import { snippet, type Snippet } from "../config/snippet";

const SERVICE_PRINCIPALS = "/api/2.0/preview/scim/v2/ServicePrincipals";

const pageSchema = z.object({
  Resources: z
    .array(
      z.object({
        id: z.string(),
        applicationId: z.string(),
        displayName: z.string().default(""),
        active: z.boolean().default(true),
        groups: z.array(z.object({ display: z.string().default(""), value: z.string().default("") })).default([]),
      }),
    )
    .default([]),
});

/** A service principal of the workspace. */
export interface FoundPrincipal {
  /** Numeric SCIM id. */
  readonly id: string;
  readonly applicationId: string;
  readonly displayName: string;
  readonly active: boolean;
  /** Names of the groups it is in; everybody is in `users`. */
  readonly groups: readonly string[];
  /** Groups that list it as a member. */
  readonly memberOf: readonly { readonly id: string; readonly name: string }[];
}

/** Names that fit into the filter of one request. */
const AT_ONCE = 20;

/**
 * The service principals of which an attribute has one of some values; several may have one display name.
 *
 * @see https://docs.databricks.com/api/workspace/serviceprincipals/list
 */
export async function principalsBy(
  rest: Pick<RestClient, "getAs">,
  attribute: "applicationId" | "displayName",
  values: readonly string[],
): Promise<FoundPrincipal[]> {
  const unique = [...new Set(values)];
  const filters = [];
  for (let at = 0; at < unique.length; at += AT_ONCE) {
    const group = unique.slice(at, at + AT_ONCE);
    filters.push(group.map((value) => `${attribute} eq ${JSON.stringify(value)}`).join(" or "));
  }
  const pages = await Promise.all(
    filters.map((filter) => rest.getAs(pageSchema, SERVICE_PRINCIPALS, { query: { filter } })),
  );
  return pages
    .flatMap(({ Resources }) => Resources)
    .map(({ groups, ...principal }) => ({
      ...principal,
      groups: ["users", ...groups.map(({ display }) => display)],
      memberOf: groups.map(({ display: name, value: id }) => ({ id, name })),
    }));
}

/** The line of the config for an integration's principal, with some of it changed. */
export function principalLine(
  { name, principal }: IntegrationConfig,
  change: { readonly import?: string; readonly groups?: readonly string[] },
): Snippet {
  const written = {
    ...("existing" in principal ? { existing: principal.existing } : { import: principal.import }),
    ...(principal.groups.length > 0 && { groups: principal.groups }),
  };
  return snippet(`integrations.${name}.principal`, { ...written, ...change });
}
