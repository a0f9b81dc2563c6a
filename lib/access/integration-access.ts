import type { IntegrationConfig, OnrampConfig } from "../config";
import { intendedPrivileges, type IntendedPrivileges } from "./intended-privileges";
import { namespacesOf } from "../config/namespaces";

/** What the principal of an integration will be granted, one entry a securable, catalogs first. */
export function accessOf(config: OnrampConfig, integration: IntegrationConfig): IntendedPrivileges[] {
  return intendedPrivileges({
    places: namespacesOf(config, integration).map(({ catalog, schema, privileges }) => ({
      catalog: catalog.name,
      schema: schema?.name,
      privileges,
    })),
    read: integration.read,
    readPrivileges: integration.profile.privileges.read,
  });
}
