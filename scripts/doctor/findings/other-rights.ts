import { accessOf } from "../../../lib/access/integration-access";
import { joinedGroups } from "../../../lib/access/memberships";
import type { IntegrationConfig } from "../../../lib/config";
import { EVERYONE } from "../../../lib/databricks/groups";
import { listCatalogs } from "../../../lib/databricks/catalogs";
import { directPrivileges, effectivePrivileges } from "../../../lib/databricks/grants";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import { getMetastore } from "../../../lib/databricks/metastore";
import { findServicePrincipals, type ServicePrincipalInfo } from "../../../lib/databricks/service-principals";
import { pass, warn, type Outcome } from "../../../lib/report/outcome";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";

/**
 * What the tools' principals hold beside what the config gives them: groups, the admin role, privileges on the metastore
 * and on other catalogs. What is granted below a catalog is for the check to list, as the tool.
 */
export const otherRights: Examination<StatesContext> = {
  id: "other-rights",
  question: "what the tools hold beside what the config gives them",
  async examine(context) {
    const tools = await toolsOf(context);
    if (tools.length === 0) return [];
    const outcomes = (await Promise.all(tools.map((tool) => judge(context, tool)))).flat();
    return outcomes.length > 0 ? outcomes : [pass("the tools hold nothing else that you can see")];
  },
};

interface Tool {
  readonly integration: IntegrationConfig;
  readonly principal: ServicePrincipalInfo;
}

/** Those that are there. */
async function toolsOf({ rest, declared, managed }: StatesContext): Promise<Tool[]> {
  const known = declared.integrations.flatMap((integration) => {
    const { principal } = integration;
    if ("existing" in principal) return [{ integration, id: principal.existing }];
    const made = managed.principals.find(({ displayName }) => displayName === principal.displayName);
    return made ? [{ integration, id: made.applicationId }] : [];
  });
  if (known.length === 0) return [];
  const found = await findServicePrincipals(
    rest,
    "applicationId",
    known.map(({ id }) => id),
  );
  return known.flatMap(({ integration, id }) => {
    const principal = found.find(({ applicationId }) => applicationId.toLowerCase() === id.toLowerCase());
    return principal ? [{ integration, principal }] : [];
  });
}

async function judge(context: StatesContext, { integration, principal }: Tool): Promise<Outcome[]> {
  const { config } = context;
  // An adopted one is in groups, and holds things, for what else it is used for: the check lists those.
  const isOwn = !("existing" in integration.principal);
  const declared = new Set(joinedGroups(config, integration).map((group) => group.toLowerCase()));
  const groups = principal.memberOf.map(({ name }) => name).filter((name) => !declared.has(name.toLowerCase()));
  const isAdmin = groups.includes("admins");
  const others = isOwn ? groups.filter((name) => name !== "admins" && !EVERYONE.includes(name.toLowerCase())) : [];
  const grants = [
    ...(await onMetastore(context, principal)),
    ...(isOwn ? await onCatalogs(context, integration, principal) : []),
  ];
  const parts = [
    ...(isAdmin ? ["it is a workspace admin, who may do everything"] : []),
    ...(others.length > 0
      ? [`it is in ${others.join(", ")}, and has what ${others.length === 1 ? "that group has" : "those groups have"}`]
      : []),
    ...(grants.length > 0 ? [`it was granted ${grants.join(", ")}`] : []),
  ];
  if (parts.length === 0) return [];
  return [
    warn(`${principal.displayName} has more than ${integration.name} gives it`, {
      cause: parts.join("; "),
      fix: "if that is not meant to be, take it away as an admin or owner; the check tries what the tool can do with it",
    }),
  ];
}

async function onMetastore({ rest }: StatesContext, { applicationId }: ServicePrincipalInfo): Promise<string[]> {
  const metastore = await getMetastore(rest);
  if (!metastore) return [];
  const held = await effectivePrivileges(rest, "metastore", metastore.metastore_id);
  return held
    .filter(({ principal }) => principal.toLowerCase() === applicationId.toLowerCase())
    .flatMap(({ privileges }) => privileges)
    .map((privilege) => `${privilege.replaceAll("_", " ")} on the metastore`);
}

async function onCatalogs(
  { rest, config }: StatesContext,
  integration: IntegrationConfig,
  { applicationId }: ServicePrincipalInfo,
): Promise<string[]> {
  const given = accessOf(config, integration).filter(({ on }) => on.schema === undefined);
  const found = await Promise.all(
    (await listCatalogs(rest)).map(async ({ name: catalog }) => {
      const meant = given.find(({ on }) => on.catalog === catalog);
      const known = new Set<string>([...(meant?.privileges ?? []), ...(meant?.possible ?? []), "BROWSE"]);
      const held = await directPrivileges(rest, { catalog }, applicationId).catch((error: unknown) => {
        // Closed to this workspace, or gone meanwhile.
        if (error instanceof ServiceError && ["forbidden", "not-found"].includes(error.kind)) return [];
        throw error;
      });
      return held
        .filter((privilege) => !known.has(privilege))
        .map((privilege) => `${privilege.replaceAll("_", " ")} on the catalog ${catalog}`);
    }),
  );
  return found.flat();
}
