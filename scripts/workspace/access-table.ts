import type { FoundWarehouse } from "../../lib/databricks/warehouses";
import { padEnd, widest } from "../../lib/report/columns";
import { principalOf, type AccessEntry } from "../../lib/databricks/permissions";
import type { Difference } from "../../lib/databricks/warehouse-use";

/** Who has what, one line each. */
export function accessTable(entries: readonly AccessEntry[]): string {
  const rows = entries.map((entry) => ({ who: whoIs(entry), levels: levelsOf(entry) }));
  const width = widest(rows.map(({ who }) => who));
  return rows.map(({ who, levels }) => `  ${padEnd(who, width)}  ${levels}`).join("\n");
}

function whoIs(entry: AccessEntry): string {
  const { group_name, service_principal_name, display_name } = entry;
  if (group_name !== undefined) return `group ${group_name}`;
  const name = principalOf(entry);
  if (service_principal_name === undefined) return `user ${name}`;
  return `service principal ${display_name ? `${display_name} (${name})` : name}`;
}

function levelsOf({ all_permissions }: AccessEntry): string {
  return all_permissions
    .map(({ permission_level, inherited }) => permission_level + (inherited ? " (inherited)" : ""))
    .join(", ");
}

/** The change adds one entry; if more is different, somebody else changed something meanwhile, or the service did. */
export function unexpected(changed: readonly Difference[], { id, name }: FoundWarehouse): string {
  const lines = changed.flatMap(({ before, after }) => [
    `  ${whoIs((before ?? after)!)}`,
    `    before  ${before ? JSON.stringify(before) : "no entry"}`,
    `    after   ${after ? JSON.stringify(after) : "no entry"}`,
  ]);
  const back = changed.flatMap(({ before }) => (before ? directOf(before) : []));
  const body = JSON.stringify({ access_control_list: back });
  return [
    `The group has CAN_USE now, but other entries of ${name} are not what they were:`,
    ...lines,
    "Somebody may have changed them at the same moment: ask those who look after the warehouse.",
    ...(back.length > 0
      ? ["To put back what was there:", `  databricks api patch /api/2.0/permissions/warehouses/${id} --json '${body}'`]
      : []),
  ].join("\n");
}

/** An entry as a change asks for it, without what comes from elsewhere. */
function directOf({ all_permissions, display_name: _, ...principal }: AccessEntry): object[] {
  return all_permissions
    .filter(({ inherited }) => !inherited)
    .map(({ permission_level }) => ({ ...principal, permission_level }));
}
