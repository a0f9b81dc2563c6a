import type { OnrampConfig } from "../config";
import { directPrivileges } from "../databricks/grants";
import type { Reader } from "../databricks/http/rest";
import { fullName, type Securable } from "../databricks/securable";
import { ServiceError } from "../databricks/http/service-error";
import { accessOf } from "./integration-access";
import type { Managed } from "../terraform/managed";
import { snippet, type Snippet } from "../config/snippet";

/** What an adopted principal holds already where the stack would come to own its grants. */
export interface PriorPrivileges {
  /** Key of the integration that adopts it. */
  readonly integration: string;
  /** Application id. */
  readonly principal: string;
  readonly on: Securable;
  /** As the service spells them. */
  readonly privileges: readonly string[];
  /** The line for the config that accepts that they are replaced. */
  readonly replaceGrants: Snippet;
}

/**
 * The privileges that adopted principals hold directly, and that no state holds, on exactly what their integrations
 * will be granted something on: a `databricks_grant` replaces all of them, and takes them along when it goes. Nothing
 * for an entry with `replaceGrants`.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function priorPrivileges(
  config: OnrampConfig,
  managed: Managed,
  rest: Reader,
): Promise<PriorPrivileges[]> {
  const adopting = config.integrations.flatMap((integration) => {
    const { principal, absent, replaceGrants } = integration;
    return "existing" in principal && !absent && !replaceGrants ? [{ integration, principal: principal.existing }] : [];
  });
  const found = await Promise.all(
    adopting.flatMap(({ integration, principal }) =>
      accessOf(config, integration).map(async ({ on }): Promise<PriorPrivileges[]> => {
        const known = new Set(
          managed.grants
            .filter((grant) => grant.principal === principal && grant.on === fullName(on))
            .flatMap(({ privileges }) => privileges),
        );
        const privileges = (await privilegesThere(on, principal, rest)).filter((each) => !known.has(each));
        if (privileges.length === 0) return [];
        const replaceGrants = snippet(`integrations.${integration.name}.replaceGrants`, true);
        return [{ integration: integration.name, principal, on, privileges, replaceGrants }];
      }),
    ),
  );
  return found.flat();
}

/** None on what is yet to be created. */
async function privilegesThere(on: Securable, principal: string, rest: Reader): Promise<string[]> {
  try {
    return await directPrivileges(rest, on, principal);
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return [];
    throw error;
  }
}
