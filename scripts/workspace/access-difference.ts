import type { AccessControl } from "../../lib/databricks/permissions";

/** An entry of somebody that is no longer what it was. */
export interface Difference {
  /** Absent: it is new. */
  readonly before?: AccessControl;
  /** Absent: it is gone. */
  readonly after?: AccessControl;
}

/** What differs between two readings of one list, one group's own entry apart. The order of entries means nothing. */
export function differences(
  before: readonly AccessControl[],
  after: readonly AccessControl[],
  group: string,
): Difference[] {
  const [old, now] = [before, after].map(
    (entries) => new Map(entries.filter((entry) => !isGroup(entry, group)).map((entry) => [keyOf(entry), entry])),
  ) as [Map<string, AccessControl>, Map<string, AccessControl>];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const same = JSON.stringify(was) === JSON.stringify(is);
    return same ? [] : [{ before: was, after: is }];
  });
}

/** A user and a group may have one name. */
function keyOf({ kind, principal }: AccessControl): string {
  return `${kind} ${principal}`;
}

/** Whether an entry is about the group of a name. */
export function isGroup({ kind, principal }: AccessControl, name: string): boolean {
  return kind === "group" && principal === name;
}
