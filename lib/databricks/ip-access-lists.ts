import { z } from "zod";
import type { Reader } from "./http/rest";

const listsSchema = z.object({
  ip_access_lists: z
    .array(
      z.object({
        list_type: z.string(),
        enabled: z.boolean().default(true),
        ip_addresses: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

/** From where the workspace lets people in, as addresses and CIDR ranges; nothing in `allow` = from everywhere. */
export interface IpAccess {
  readonly allow: readonly string[];
  readonly block: readonly string[];
}

/** The lists that are in force; for admins. @see https://docs.databricks.com/api/workspace/ipaccesslists/list */
export async function getIpAccess(rest: Reader): Promise<IpAccess> {
  const { ip_access_lists: lists } = await rest.getAs(listsSchema, "/api/2.0/ip-access-lists");
  const of = (type: string) =>
    lists.filter((list) => list.enabled && list.list_type === type).flatMap((list) => list.ip_addresses);
  return { allow: of("ALLOW"), block: of("BLOCK") };
}

/** The command line of Databricks' CLI that lets addresses in. */
export function createIpAccessListCommand(label: string, addresses: readonly string[]): string {
  const body = JSON.stringify({ label, list_type: "ALLOW", ip_addresses: addresses });
  return `databricks ip-access-lists create --json '${body}'`;
}
