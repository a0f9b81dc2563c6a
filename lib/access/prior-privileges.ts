import { z } from "zod";
import type { OnrampConfig } from "../config";
import { allPages } from "../databricks/http/pages";
import type { RestClient } from "../databricks/http/rest";
import { fullName, kindOf, type Securable } from "../databricks/securable";
import { ServiceError } from "../databricks/http/service-error";
import { accessOf } from "./integration-access";
import type { Held } from "../terraform/managed";
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
  readonly takeOver: Snippet;
}

const assignmentsSchema = z.object({
  privilege_assignments: z
    .array(z.object({ principal: z.string(), privileges: z.array(z.string()).default([]) }))
    .default([]),
  next_page_token: z.string().optional(),
});

/**
 * The privileges that adopted principals hold directly, and that no state holds, on exactly what their integrations
 * will be granted something on: a `databricks_grant` replaces all of them, and takes them along when it goes. Nothing
 * for an entry with `takeOver`.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function priorPrivileges(
  config: OnrampConfig,
  held: Held,
  rest: Pick<RestClient, "getAs">,
): Promise<PriorPrivileges[]> {
  const adopting = config.integrations.flatMap((integration) => {
    const { principal, absent, takeOver } = integration;
    return "existing" in principal && !absent && !takeOver ? [{ integration, principal: principal.existing }] : [];
  });
  const found = await Promise.all(
    adopting.flatMap(({ integration, principal }) =>
      accessOf(config, integration).map(async ({ on }): Promise<PriorPrivileges[]> => {
        const known = new Set(
          held.grants
            .filter((grant) => grant.principal === principal && grant.on === fullName(on))
            .flatMap(({ privileges }) => privileges),
        );
        const privileges = (await directPrivileges(on, principal, rest)).filter((each) => !known.has(each));
        if (privileges.length === 0) return [];
        const takeOver = snippet(`integrations.${integration.name}.takeOver`, true);
        return [{ integration: integration.name, principal, on, privileges, takeOver }];
      }),
    ),
  );
  return found.flat();
}

async function directPrivileges(on: Securable, principal: string, rest: Pick<RestClient, "getAs">): Promise<string[]> {
  const path = `/api/2.1/unity-catalog/permissions/${kindOf(on)}/${encodeURIComponent(fullName(on))}`;
  try {
    const pages = await allPages(rest, assignmentsSchema, path, { principal });
    return pages
      .flatMap(({ privilege_assignments }) => privilege_assignments)
      .filter((each) => each.principal === principal)
      .flatMap(({ privileges }) => privileges);
  } catch (error) {
    // Yet to be created.
    if (error instanceof ServiceError && error.kind === "not-found") return [];
    throw error;
  }
}
