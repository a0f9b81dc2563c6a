import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { servicePrincipalsPath, type ScimServicePrincipal } from "../resources/scim";
import { described } from "./service-principal";

/** The service principals whose display name contains a text; without one all of them. */
export const servicePrincipals: DataSource = {
  generic: true,

  async read(client, config) {
    const part = text(config, "display_name_contains");
    const { Resources: found = [] } = await client.get<{ Resources?: ScimServicePrincipal[] }>(servicePrincipalsPath, {
      excludedAttributes: "roles",
      ...(part !== "" && { filter: `displayName co "${part}"` }),
    });
    found.sort((a, b) => (a.applicationId < b.applicationId ? -1 : 1));
    return {
      id: "_",
      application_ids: found.map(({ applicationId }) => applicationId),
      service_principals: found.map(described),
    };
  },
};
