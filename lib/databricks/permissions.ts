import { z } from "zod";
import type { Reader, RestClient } from "./http/rest";

/** Objects of the workspace that have an access control list, as its API names them. */
export type PermissionObject = `warehouses/${string}` | `clusters/${string}` | "authorization/tokens";

/** What one principal may do with an object. */
export interface AccessControl {
  readonly kind: "group" | "service principal" | "user";
  /** Group, application id or user name. */
  readonly principal: string;
  /** Of a service principal: what people call it. */
  readonly displayName?: string;
  readonly levels: readonly {
    /** e.g. `CAN_USE`. */
    readonly level: string;
    /** True for one that comes from what the object is part of. */
    readonly inherited: boolean;
  }[];
}

const entrySchema = z
  .object({
    user_name: z.string().optional(),
    group_name: z.string().optional(),
    service_principal_name: z.string().optional(),
    display_name: z.string().optional(),
    all_permissions: z
      .array(z.object({ permission_level: z.string(), inherited: z.boolean().default(false) }))
      .default([]),
  })
  .transform(({ group_name, service_principal_name, user_name, display_name, all_permissions }): AccessControl => ({
    kind: group_name !== undefined ? "group" : service_principal_name !== undefined ? "service principal" : "user",
    principal: group_name ?? service_principal_name ?? user_name ?? "",
    ...(display_name !== undefined && { displayName: display_name }),
    levels: all_permissions.map(({ permission_level: level, inherited }) => ({ level, inherited })),
  }));

const listSchema = z.object({ access_control_list: z.array(entrySchema).default([]) });

/** Name of a principal as a change of the list has it. */
const NAME = { group: "group_name", "service principal": "service_principal_name", user: "user_name" } as const;

/** One level for one principal, as a change asks for it. */
export type LevelChange = Pick<AccessControl, "kind" | "principal"> & { readonly level: string };

function pathOf(object: PermissionObject): string {
  const [type = "", id = ""] = object.split("/");
  return `/api/2.0/permissions/${type}/${encodeURIComponent(id)}`;
}

const bodyOf = (changes: readonly LevelChange[]) => ({
  access_control_list: changes.map(({ kind, principal, level }) => ({
    [NAME[kind]]: principal,
    permission_level: level,
  })),
});

/**
 * Who may do what with an object, inherited permissions included. Takes CAN_MANAGE.
 *
 * @see https://docs.databricks.com/api/workspace/permissions/get
 */
export async function getPermissions(rest: Reader, object: PermissionObject): Promise<AccessControl[]> {
  return (await rest.getAs(listSchema, pathOf(object))).access_control_list;
}

/**
 * Gives levels, and leaves what everybody else has; none is a change that changes nothing. Takes CAN_MANAGE all the same.
 *
 * @see https://docs.databricks.com/api/workspace/permissions/update
 */
export async function updatePermissions(
  rest: RestClient,
  object: PermissionObject,
  changes: readonly LevelChange[],
): Promise<void> {
  await rest.patch(pathOf(object), { body: bodyOf(changes) });
}

/** The command line of Databricks' CLI that does the same as {@link updatePermissions}. */
export function updatePermissionsCommand(object: PermissionObject, changes: readonly LevelChange[]): string {
  return `databricks api patch ${pathOf(object)} --json '${JSON.stringify(bodyOf(changes))}'`;
}

/** The levels of an entry by name, e.g. `CAN_USE`. */
export function levelNames({ levels }: Pick<AccessControl, "levels">): string[] {
  return levels.map(({ level }) => level);
}
