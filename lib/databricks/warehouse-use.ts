import type { AccessEntry } from "./permissions";

/** Levels that let a principal run queries on a warehouse, least first. @see https://docs.databricks.com/aws/en/security/auth/access-control/#sql-warehouses */
const USE: readonly string[] = ["CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"];

/** The level with which a group may use a warehouse; undefined when nothing in the list lets it. */
export function useOf(entries: readonly AccessEntry[], group: string): string | undefined {
  const levels = entries
    .filter(({ group_name }) => group_name === group)
    .flatMap(({ all_permissions }) => all_permissions.map(({ permission_level }) => permission_level));
  return USE.findLast((level) => levels.includes(level));
}

/** An entry of somebody that is no longer what it was. */
export interface Difference {
  /** Absent: it is new. */
  readonly before?: AccessEntry;
  /** Absent: it is gone. */
  readonly after?: AccessEntry;
}

/** What differs between two readings of one list, one group's own entry apart. The order of entries means nothing. */
export function differences(
  before: readonly AccessEntry[],
  after: readonly AccessEntry[],
  group: string,
): Difference[] {
  const [old, now] = [before, after].map(
    (entries) =>
      new Map(entries.filter(({ group_name }) => group_name !== group).map((entry) => [keyOf(entry), entry])),
  ) as [Map<string, AccessEntry>, Map<string, AccessEntry>];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const same = JSON.stringify(was) === JSON.stringify(is);
    return same ? [] : [{ before: was, after: is }];
  });
}

/** A user and a group may have one name. */
function keyOf({ group_name, service_principal_name, user_name }: AccessEntry): string {
  return JSON.stringify([group_name, service_principal_name, user_name]);
}
