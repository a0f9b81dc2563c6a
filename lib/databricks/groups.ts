import { z } from "zod";
import type { RestClient } from "./http/rest";

/** What a group that lets tools use a warehouse is called, unless somebody says otherwise. */
export const TOOLS_GROUP = "onramp-tools";

const GROUPS = "/api/2.0/preview/scim/v2/Groups";
const SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

const pageSchema = z.object({
  Resources: z.array(z.object({ id: z.string(), displayName: z.string().default("") })).default([]),
});

/** Whether the workspace has a group of this name, its own or one of the account's that is assigned to it. */
export async function hasGroup(rest: RestClient, name: string): Promise<boolean> {
  const { Resources } = await rest.getAs(pageSchema, GROUPS, {
    query: { filter: `displayName eq ${JSON.stringify(name)}`, attributes: "id,displayName" },
  });
  return Resources.some(({ displayName }) => displayName === name);
}

/**
 * Creates a group of this workspace alone, without members. It can be given rights to warehouses, clusters and tokens,
 * and none in Unity Catalog. Takes a workspace admin.
 *
 * @see https://docs.databricks.com/aws/en/admin/users-groups/workspace-local-groups
 */
export async function createGroup(rest: RestClient, name: string): Promise<void> {
  await rest.post(GROUPS, { body: { schemas: [SCHEMA], displayName: name } });
}
