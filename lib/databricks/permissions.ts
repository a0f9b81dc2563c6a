import { z } from "zod";
import type { RestClient } from "./http/rest";

/** What a principal may do with a warehouse or cluster, directly or through what the object is part of. */
const permissionSchema = z.looseObject({ permission_level: z.string(), inherited: z.boolean().default(false) });

const entrySchema = z.looseObject({
  user_name: z.string().optional(),
  group_name: z.string().optional(),
  service_principal_name: z.string().optional(),
  display_name: z.string().optional(),
  all_permissions: z.array(permissionSchema).default([]),
});

const listSchema = z.object({ access_control_list: z.array(entrySchema).default([]) });

/** One principal's part of an access control list, with everything that the service sent. */
export type AccessEntry = z.infer<typeof entrySchema>;

type ObjectType = "warehouses" | "clusters";

const path = (type: ObjectType, id: string) => `/api/2.0/permissions/${type}/${encodeURIComponent(id)}`;

/**
 * Who may do what with a warehouse or cluster. Takes CAN_MANAGE.
 *
 * @see https://docs.databricks.com/api/workspace/permissions/get
 */
export async function readAccess(rest: RestClient, type: ObjectType, id: string): Promise<AccessEntry[]> {
  return (await rest.getAs(listSchema, path(type, id))).access_control_list;
}

/** Gives a group a level, and leaves what everybody else has. Takes CAN_MANAGE. */
export async function giveGroup(
  rest: RestClient,
  type: ObjectType,
  id: string,
  group: string,
  level: string,
): Promise<void> {
  await rest.patch(path(type, id), {
    body: { access_control_list: [{ group_name: group, permission_level: level }] },
  });
}

/** A change of the list that changes nothing. Takes CAN_MANAGE all the same. */
export async function changeNothing(rest: RestClient, type: ObjectType, id: string): Promise<void> {
  await rest.patch(path(type, id), { body: { access_control_list: [] } });
}

/** The name by which an entry is told apart: application id, user name or group. */
export function principalOf({ group_name, service_principal_name, user_name }: AccessEntry): string {
  return group_name ?? service_principal_name ?? user_name ?? "";
}
