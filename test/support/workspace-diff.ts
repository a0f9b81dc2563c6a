import type { Sandbox } from "../../sandbox";

/** Everything a workspace remembers, by path; one grant or permission is one entry. */
type Snapshot = ReadonlyMap<string, string>;

/** A workspace at one moment, and what its ids stand for. */
export interface Taken {
  readonly state: Snapshot;
  readonly names: ReadonlyMap<string, string>;
}

/** What looking at a workspace and running queries in it changes: its history, and when compute was last used. */
const PASSING = /^(history|identity)\.|\.(startedAt|changedAt|lastUsedAt)$/;

/** Takes down all of a sandbox's state, but what changes by looking at it. */
export function take(sandbox: Sandbox): Taken {
  const state = new Map<string, string>();
  note(sandbox.workspace.data, "", state);
  return { state, names: namesIn(sandbox) };
}

/**
 * What was added (`+`), taken away (`-`) and changed (`~`), with names in the place of ids. A whole record is one line,
 * so is a grant, a permission, and each member that a group gained or lost.
 */
export function difference(before: Taken, after: Taken): string[] {
  const names = new Map([...before.names, ...after.names]);
  const named = (text: string) =>
    text.replace(/[\w-]{6,}/g, (word) => names.get(word) ?? word).replace(/^(\w+)\.\/[\w/]+\//, "$1.");
  const lines = new Set<string>();
  for (const path of new Set([...before.state.keys(), ...after.state.keys()])) {
    const [old, now] = [before.state.get(path), after.state.get(path)];
    if (old === now) continue;
    const record = RECORD.exec(path)?.[0];
    const isThere = ({ state }: Taken) => [...state.keys()].some((each) => each.startsWith(`${record}.`));
    if (record && !isThere(before)) lines.add(`+ ${named(record)}`);
    else if (record && !isThere(after)) lines.add(`- ${named(record)}`);
    else if (path.endsWith(".members")) for (const each of members(old, now)) lines.add(named(`${path} ${each}`));
    else if (old === undefined) lines.add(`+ ${named(path)} ${now}`);
    else lines.add(now === undefined ? `- ${named(path)} ${old}` : `~ ${named(path)} ${old} -> ${now}`);
  }
  return [...lines].sort();
}

/** A record of its own, as opposed to an entry about one. */
const RECORD =
  /^(principals|catalogs|schemas|tables|volumes|functions|accessTokens|clientSecrets|warehouses|clusters)\.[^.]+/;

function members(old = "[]", now = "[]"): string[] {
  const [were, are] = [JSON.parse(old) as string[], JSON.parse(now) as string[]];
  return [
    ...are.filter((each) => !were.includes(each)).map((each) => `+ ${each}`),
    ...were.filter((each) => !are.includes(each)).map((each) => `- ${each}`),
  ];
}

function namesIn({ workspace: { data } }: Sandbox): Map<string, string> {
  const names = new Map<string, string>();
  for (const principal of data.principals.values()) {
    names.set(principal.id, principal.displayName);
    if (principal.kind === "servicePrincipal") names.set(principal.applicationId, principal.displayName);
  }
  for (const { id, name } of [...data.catalogs.values(), ...data.warehouses.values()]) names.set(id, name);
  for (const { id, name, catalogId } of data.schemas.values()) names.set(id, `${names.get(catalogId)}.${name}`);
  for (const { id, name, schemaId } of data.tables.values()) names.set(id, `${names.get(schemaId)}.${name}`);
  for (const { id, principalId } of [...data.accessTokens.values(), ...data.clientSecrets.values()])
    names.set(id, `of ${names.get(principalId)}`);
  return names;
}

function note(value: unknown, path: string, into: Map<string, string>): void {
  if (PASSING.test(path) || PASSING.test(`${path}.`)) return;
  if (value instanceof Set) into.set(path, [...value].sort().join(", "));
  else if (value instanceof Map) children([...value], path, into);
  else if (Array.isArray(value)) into.set(path, JSON.stringify(value));
  else if (typeof value === "object" && value !== null) children(Object.entries(value), path, into);
  else if (value !== undefined) into.set(path, JSON.stringify(value).replace(/^"|"$/g, ""));
}

function children(entries: readonly (readonly [unknown, unknown])[], path: string, into: Map<string, string>): void {
  for (const [key, value] of entries) note(value, path === "" ? String(key) : `${path}.${String(key)}`, into);
}
