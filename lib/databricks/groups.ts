import { z } from "zod";
import type { Reader, RestClient } from "./http/rest";

const GROUPS = "/api/2.0/preview/scim/v2/Groups";
const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

/** Groups that everyone belongs to, and that no list of memberships names. */
export const EVERYONE: readonly string[] = ["users", "account users"];

/** What a group that lets tools use a warehouse is called, unless somebody says otherwise. */
export const TOOLS_GROUP = "onramp-tools";

const groupSchema = z
  .object({
    id: z.string(),
    displayName: z.string().default(""),
    groups: z.array(z.object({ display: z.string().default("") })).default([]),
  })
  .transform(({ id, displayName: name, groups }): GroupInfo => ({
    id,
    name,
    memberOf: groups.map(({ display }) => display).filter((each) => each !== ""),
  }));

/** A group of the workspace, its own or one of the account's that is assigned to it. */
export interface GroupInfo {
  /** Numeric SCIM id. */
  readonly id: string;
  readonly name: string;
  /** Groups that it is in. */
  readonly memberOf: readonly string[];
}

const pageSchema = z.object({ Resources: z.array(groupSchema).default([]) });

/**
 * The groups that the service finds by some names; it looks without regard to case.
 *
 * @see https://docs.databricks.com/api/workspace/groups/list
 */
export async function findGroups(rest: Reader, names: readonly string[]): Promise<GroupInfo[]> {
  if (names.length === 0) return [];
  const filter = names.map((name) => `displayName eq ${JSON.stringify(name)}`).join(" or ");
  return (await rest.getAs(pageSchema, GROUPS, { query: { filter } })).Resources;
}

/** What the service finds by one name. */
export interface FoundGroup {
  /** The one of exactly this name. */
  readonly exact?: GroupInfo;
  /** Those whose names differ in case only. */
  readonly others: readonly GroupInfo[];
}

/** The group of exactly one name; names may differ in case only, and the service finds them all. */
export async function findGroup(rest: Reader, name: string): Promise<FoundGroup> {
  const found = await findGroups(rest, [name]);
  return { exact: found.find((group) => group.name === name), others: found.filter((group) => group.name !== name) };
}

/**
 * Creates a group of this workspace alone, without members. It can be given rights to warehouses, clusters and tokens,
 * and none in Unity Catalog. Takes a workspace admin.
 *
 * @see https://docs.databricks.com/aws/en/admin/users-groups/workspace-local-groups
 */
export async function createGroup(rest: RestClient, name: string): Promise<void> {
  await rest.post(GROUPS, { body: { schemas: [GROUP_SCHEMA], displayName: name } });
}
