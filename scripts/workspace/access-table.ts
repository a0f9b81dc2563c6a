import { updatePermissionsCommand, type AccessControl, type LevelChange } from "../../lib/databricks/permissions";
import type { WarehouseInfo } from "../../lib/databricks/warehouses";
import { padEnd, widest } from "../../lib/report/columns";
import type { Difference } from "./access-difference";

/** Who has what, one line each. */
export function accessTable(entries: readonly AccessControl[]): string {
  const rows = entries.map((entry) => ({ who: whoIs(entry), levels: levelsOf(entry) }));
  const width = widest(rows.map(({ who }) => who));
  return rows.map(({ who, levels }) => `  ${padEnd(who, width)}  ${levels}`).join("\n");
}

function whoIs({ kind, principal, displayName }: AccessControl): string {
  return `${kind} ${kind === "service principal" && displayName ? `${displayName} (${principal})` : principal}`;
}

function levelsOf({ levels }: AccessControl): string {
  return levels.map(({ level, inherited }) => level + (inherited ? " (inherited)" : "")).join(", ");
}

/** The change adds one entry; if more is different, somebody else changed something meanwhile, or the service did. */
export function unexpected(changed: readonly Difference[], { id, name }: WarehouseInfo): string {
  const lines = changed.flatMap(({ before, after }) => [
    `  ${whoIs((before ?? after)!)}`,
    `    before  ${before ? levelsOf(before) : "no entry"}`,
    `    after   ${after ? levelsOf(after) : "no entry"}`,
  ]);
  const back = changed.flatMap(({ before }) => (before ? directOf(before) : []));
  return [
    `The group has CAN_USE now, but other entries of ${name} are not what they were:`,
    ...lines,
    "Somebody may have changed them at the same moment: ask those who look after the warehouse.",
    ...(back.length > 0
      ? ["To put back what was there:", `  ${updatePermissionsCommand(`warehouses/${id}`, back)}`]
      : []),
  ].join("\n");
}

/** An entry as a change asks for it, without what comes from elsewhere. */
function directOf({ kind, principal, levels }: AccessControl): LevelChange[] {
  return levels.filter(({ inherited }) => !inherited).map(({ level }) => ({ kind, principal, level }));
}
