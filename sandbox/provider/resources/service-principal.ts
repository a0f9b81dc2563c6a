import { ApiError } from "../api-error";
import type { Client } from "../client";
import { AttributeError } from "../engine/diagnostics";
import type { Resource } from "../engine/resource";
import { text, type Values } from "../engine/value";
import {
  entitlementFlags,
  entitlementRules,
  entitlementsOf,
  listByAttribute,
  named,
  patchBody,
  SERVICE_PRINCIPAL_SCHEMA,
  servicePrincipalPath,
  servicePrincipalsPath,
  type ScimServicePrincipal,
} from "./scim";

const READ = { attributes: "userName,displayName,active,externalId,entitlements" };
const DELETES_FILES = ["force_delete_repos", "force_delete_home_dir"];

/** A service principal; the id is its SCIM id, a number as text. */
export const servicePrincipal: Resource = {
  rules: {
    ...entitlementRules,
    active: { default: true },
    application_id: { forceNew: true },
    external_id: { keep: true },
  },
  oneOf: { names: ["application_id", "display_name"], exactly: false },
  readsLiterally: true,

  async create({ client, created }, planned) {
    try {
      const { id } = await client.post<ScimServicePrincipal>(servicePrincipalsPath, requestBody(planned));
      return { id };
    } catch (error) {
      const id = await existing(client, planned, error);
      created({ id });
      await replace(client, id, planned);
      return { id };
    }
  },

  async read({ client }, state) {
    const found = await client.get<ScimServicePrincipal>(servicePrincipalPath(text(state, "id")), READ);
    return {
      application_id: found.applicationId,
      display_name: found.displayName ?? "",
      external_id: found.externalId ?? "",
      active: found.active ?? false,
      home: `/Users/${found.applicationId}`,
      repos: `/Repos/${found.applicationId}`,
      acl_principal_id: `servicePrincipals/${found.applicationId}`,
      ...entitlementFlags(found.entitlements),
    };
  },

  update: ({ client }, planned) => replace(client, text(planned, "id"), planned),

  async delete({ client }, state) {
    const path = servicePrincipalPath(text(state, "id"));
    const disable = state["disable_as_user_deletion"] === true;
    const conflict = DELETES_FILES.find((name) => disable && state[name] === true);
    if (conflict) {
      throw new AttributeError([conflict], `${conflict}: cannot force delete if disable_as_user_deletion is set`);
    }
    if (disable) await client.patch(path, patchBody("replace", "active", [{ value: "false" }]));
    else await client.delete(path);
  },
};

function requestBody(planned: Values): object {
  return {
    schemas: [SERVICE_PRINCIPAL_SCHEMA],
    ...named(planned, {
      application_id: "applicationId",
      display_name: "displayName",
      external_id: "externalId",
    }),
    active: planned["active"] === true,
    entitlements: entitlementsOf(planned),
  };
}

/** PUT replaces everything, so what is not managed here is read first and sent back. */
async function replace(client: Client, id: string, planned: Values): Promise<void> {
  const path = servicePrincipalPath(id);
  const { groups, roles } = await client.get<ScimServicePrincipal>(path, { attributes: "groups,roles" });
  await client.put(path, { ...requestBody({ ...planned, application_id: null }), groups, roles });
}

/** With `force`, one that exists already is taken over. */
async function existing(client: Client, planned: Values, error: unknown): Promise<string> {
  const id = text(planned, "application_id");
  const known = [
    `Service principal with application ID ${id} already exists.`,
    `User with email ${id} already exists in this account`,
  ];
  if (planned["force"] !== true || !(error instanceof ApiError) || !known.includes(error.message)) throw error;
  const [found] = await listByAttribute(client, servicePrincipalsPath, "applicationId", id);
  if (!found) throw new AttributeError(["application_id"], `cannot find SP with ID ${id} for force import`);
  return found.id;
}
