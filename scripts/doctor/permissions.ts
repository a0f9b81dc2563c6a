import { z } from "zod";
import type { RestClient } from "../../lib/databricks/http/rest";

const permissionsSchema = z.object({
  access_control_list: z
    .array(
      z.object({
        group_name: z.string().optional(),
        service_principal_name: z.string().optional(),
        user_name: z.string().optional(),
        all_permissions: z.array(z.object({ permission_level: z.string() })).default([]),
      }),
    )
    .default([]),
});

/** One entry of an access control list. */
export interface AccessEntry {
  /** Group, application id or user name. */
  readonly principal: string;
  readonly isGroup: boolean;
  readonly levels: readonly string[];
}

/**
 * Who may do what with an object of the workspace, inherited permissions included.
 *
 * @param object e.g. `sql/warehouses/0123456789abcdef`
 * @see https://docs.databricks.com/api/workspace/permissions/get
 */
export async function permissionsOn(rest: Pick<RestClient, "getAs">, object: string): Promise<AccessEntry[]> {
  const { access_control_list: list } = await rest.getAs(permissionsSchema, `/api/2.0/permissions/${object}`);
  return list.map(({ group_name: group, service_principal_name, user_name, all_permissions }) => ({
    principal: group ?? service_principal_name ?? user_name ?? "",
    isGroup: group !== undefined,
    levels: all_permissions.map(({ permission_level: level }) => level),
  }));
}
