import { z } from "zod";
import { EVERYONE } from "./groups";
import type { Reader } from "./http/rest";

/** Path of the call that says who is signed in; everybody may make it, whatever the scopes of the token. */
export const CURRENT_USER = "/api/2.0/preview/scim/v2/Me";

const meSchema = z
  .object({
    userName: z.string(),
    displayName: z.string().optional(),
    groups: z.array(z.object({ display: z.string().default("") })).default([]),
  })
  .transform(({ userName: name, displayName, groups }): CurrentUser => ({
    name,
    ...(displayName && { displayName }),
    groups: new Set(groups.map(({ display }) => display).filter((each) => each !== "")),
  }));

/** Who is signed in. */
export interface CurrentUser {
  /** User name or application id: the name that grants use. */
  readonly name: string;
  readonly displayName?: string;
  /** Workspace groups, nested ones included; those of everybody are not among them. */
  readonly groups: ReadonlySet<string>;
}

/** @see https://docs.databricks.com/api/workspace/currentuser/me */
export function getCurrentUser(rest: Reader): Promise<CurrentUser> {
  return rest.getAs(meSchema, CURRENT_USER);
}

/** Whether a principal is the signed-in identity, or a group that it is in. */
export async function isCurrentUser(rest: Reader, principal: string | undefined): Promise<boolean> {
  if (!principal) return false;
  const { name, groups } = await getCurrentUser(rest);
  return [name, ...EVERYONE, ...groups].some((each) => each.toLowerCase() === principal.toLowerCase());
}
