import type { OnrampConfig } from "../config";
import { declaredIn } from "../config/declared";
import { getCatalog } from "../databricks/catalogs";
import { getCurrentUser, isCurrentUser } from "../databricks/current-user";
import { EVERYONE, findGroup } from "../databricks/groups";
import type { Reader } from "../databricks/http/rest";
import { ServiceError } from "../databricks/http/service-error";
import { getMetastore } from "../databricks/metastore";
import { fullName } from "../databricks/securable";
import { findServicePrincipals } from "../databricks/service-principals";
import { isUser } from "../databricks/users";
import type { Managed } from "../terraform/managed";
import { holds } from "./effective";

/** Why `defaults.owner` would stop a deploy half-way. */
export interface OwnerProblem {
  readonly owner: string;
  /** Catalogs and schemas that are to be given away, by full name. */
  readonly of: readonly string[];
  /** Completes "the owner NAME …". */
  readonly what: string;
  readonly cause: string;
  readonly fix: string;
}

/**
 * What is wrong with the owner that a config gives to catalogs and schemas. The provider hands them over inside their
 * creation; from then on only the owner, whoever owns what they are in, and metastore admins may grant anything on them,
 * and only the owner may make a schema in a catalog, which the same deploy goes on to do.
 *
 * @returns undefined when all is well, or nothing is left to be handed over
 * @throws ServiceError when the workspace does not tell
 */
export async function ownerProblem(
  config: OnrampConfig,
  managed: Managed,
  rest: Reader,
): Promise<OwnerProblem | undefined> {
  const { owner } = config;
  if (owner === undefined) return undefined;
  const { catalogs, schemas } = toHandOver(config, managed, owner);
  const of = [...catalogs, ...schemas.map(fullName)];
  if (of.length === 0) return undefined;
  if (!(await isThere(rest, owner))) {
    return {
      owner,
      of,
      what: "is nobody",
      cause: "this workspace has no group, user or service principal (by application id) of exactly that name",
      fix: "correct defaults.owner, or assign the group of the account to this workspace",
    };
  }
  const { name, groups } = await getCurrentUser(rest);
  if (name.toLowerCase() === owner.toLowerCase() || EVERYONE.includes(owner) || groups.has(owner)) return undefined;
  const within = schemas.filter(({ catalog }) => catalogs.includes(catalog));
  // A metastore admin may grant on everything, but make a schema only where that was granted.
  const governs = await isCurrentUser(rest, (await getMetastore(rest))?.owner);
  if (governs && within.length === 0) return undefined;
  const others = [...new Set(schemas.map(({ catalog }) => catalog))];
  if (catalogs.length === 0 && (await Promise.all(others.map((each) => manages(rest, each)))).every(Boolean)) {
    return undefined;
  }
  return {
    owner,
    of,
    what: `is none of yours: ${name} is not in it${governs ? "" : ", and no metastore admin"}`,
    cause: governs
      ? "a catalog is handed over as it is made, and then not even a metastore admin may make a schema in it"
      : "they are handed over as they are made, and then you may make and grant nothing in them any more",
    fix: `add ${name} to ${owner}, deploy as somebody who is in it, or remove defaults.owner`,
  };
}

/** What the states do not have under this owner yet; of schemas also those whose catalog somebody else made. */
function toHandOver(config: OnrampConfig, { owners }: Managed, owner: string) {
  const declared = declaredIn(config);
  const catalogs = declared.catalogs.map(({ name }) => name).filter((name) => owners.get(name) !== owner);
  const schemas = declared.schemas
    .map(({ catalog, name: schema }) => ({ catalog, schema }))
    .filter((each) => owners.get(fullName(each)) !== owner);
  return { catalogs, schemas };
}

async function isThere(rest: Reader, owner: string): Promise<boolean> {
  if (EVERYONE.includes(owner)) return true;
  const [{ exact }, user, principals] = await Promise.all([
    findGroup(rest, owner),
    isUser(rest, owner),
    findServicePrincipals(rest, "applicationId", [owner]),
  ]);
  return exact !== undefined || user || principals.length > 0;
}

/** Whether the signed-in identity manages all that is in a catalog; one that is not there is made by the config. */
async function manages(rest: Reader, catalog: string): Promise<boolean> {
  try {
    const { owner } = await getCatalog(rest, catalog);
    return (await isCurrentUser(rest, owner)) || (await holds(rest, "MANAGE", "catalog", catalog));
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return false;
    throw error;
  }
}
