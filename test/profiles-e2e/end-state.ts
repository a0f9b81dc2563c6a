import { z } from "zod";
import type { Admin } from "./admin";

const UC = "/api/2.1/unity-catalog";
const named = z.object({ name: z.string() });
const catalogs = z.object({ catalogs: z.array(named).default([]) });
const schemas = z.object({ schemas: z.array(named).default([]) });
const principals = z.object({
  Resources: z.array(z.object({ id: z.string(), applicationId: z.string(), displayName: z.string() })).default([]),
});
const tokens = z.object({ token_infos: z.array(z.object({ comment: z.string().default("") })).default([]) });
const secrets = z.object({ secrets: z.array(z.unknown()).default([]) });
const warehouses = z.object({ warehouses: z.array(z.object({ id: z.string(), name: z.string() })) });

/** What is in the workspace, without what differs in every run: who may do what where, and the credentials there are. */
export async function endState({ rest }: Admin, catalogNames: readonly string[]): Promise<Record<string, unknown>> {
  const { Resources: all } = await rest.getAs(principals, "/api/2.0/preview/scim/v2/ServicePrincipals");
  const anonymous = (value: unknown) => {
    let text = JSON.stringify(value);
    for (const { applicationId, displayName } of all) text = text.replaceAll(applicationId, displayName);
    return JSON.parse(text) as unknown;
  };
  const state: Record<string, unknown> = {};
  const permissions = async (type: string, name: string) => {
    state[`${type} ${name}`] = sorted(anonymous(await rest.get(`${UC}/permissions/${type}/${name}`)));
  };
  for (const { name: catalog } of (await rest.getAs(catalogs, `${UC}/catalogs`)).catalogs) {
    if (!catalogNames.includes(catalog)) continue;
    await permissions("catalog", catalog);
    const query = { catalog_name: catalog };
    for (const { name } of (await rest.getAs(schemas, `${UC}/schemas`, { query })).schemas)
      await permissions("schema", `${catalog}.${name}`);
  }
  for (const { id, name } of (await rest.getAs(warehouses, "/api/2.0/sql/warehouses")).warehouses) {
    const acl = JSON.stringify(anonymous(await rest.get(`/api/2.0/permissions/sql/warehouses/${id}`)));
    state[`warehouse ${name}`] = sorted(JSON.parse(acl.replaceAll(id, name)));
  }
  for (const { id, displayName } of all) {
    const path = `/api/2.0/accounts/servicePrincipals/${id}/credentials/secrets`;
    state[`principal ${displayName}`] = { secrets: (await rest.getAs(secrets, path)).secrets.length };
  }
  const { token_infos } = await rest.getAs(tokens, "/api/2.0/token-management/tokens");
  state.tokens = token_infos.map(({ comment }) => comment).sort();
  return state;
}

/** With every list in one order: in which order things were granted says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sorted(item)]));
}
