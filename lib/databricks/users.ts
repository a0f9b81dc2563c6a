import { z } from "zod";
import type { Reader } from "./http/rest";

const USERS = "/api/2.0/preview/scim/v2/Users";

const pageSchema = z.object({ Resources: z.array(z.object({ userName: z.string() })).default([]) });

/**
 * Whether the workspace has a user of this name, an e-mail address; case does not matter.
 *
 * @see https://docs.databricks.com/api/workspace/users/list
 */
export async function isUser(rest: Reader, userName: string): Promise<boolean> {
  const filter = `userName eq ${JSON.stringify(userName)}`;
  const { Resources } = await rest.getAs(pageSchema, USERS, { query: { filter, attributes: "userName" } });
  return Resources.some((user) => user.userName.toLowerCase() === userName.toLowerCase());
}
