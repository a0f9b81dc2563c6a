import { AttributeError } from "../engine/diagnostics";
import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { listByAttribute, servicePrincipalsPath, type ScimServicePrincipal } from "../resources/scim";

/** What a service principal can be found by, in the order the real provider looks: attribute, SCIM's name, in words. */
const KEYS = [
  ["application_id", "applicationId", "an application ID"],
  ["scim_id", "id", "an ID"],
  ["display_name", "displayName", "name"],
] as const;

/** A service principal by exactly one of application id, SCIM id and display name. */
export const servicePrincipal: DataSource = {
  oneOf: { names: KEYS.map(([name]) => name), exactly: true },

  async read(client, config) {
    const [attribute, key, words] = KEYS.find(([name]) => text(config, name) !== "") ?? KEYS[0];
    const wanted = text(config, attribute);
    const query = { excludedAttributes: "roles" };
    const found = await listByAttribute<ScimServicePrincipal>(client, servicePrincipalsPath, key, wanted, query);
    const [only] = found;
    if (!only) throw new AttributeError([attribute], `cannot find SP with ${words} ${wanted}`);
    if (found.length > 1) {
      const name = text(config, "display_name");
      throw new AttributeError([attribute], `there are ${found.length} Service Principals with name ${name}`);
    }
    return described(only);
  },
};

/** A service principal in the names of the schema. */
export function described(found: ScimServicePrincipal): Record<string, unknown> {
  const { id, applicationId } = found;
  return {
    id,
    sp_id: id,
    scim_id: id,
    application_id: applicationId,
    display_name: found.displayName,
    external_id: found.externalId,
    active: found.active ?? false,
    home: `/Users/${applicationId}`,
    repos: `/Repos/${applicationId}`,
    acl_principal_id: `servicePrincipals/${applicationId}`,
  };
}
