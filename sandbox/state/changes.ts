import type { WorkspaceData } from "./data";
import { toJson } from "./json";

/** What became of one part of a workspace: a record, by its key, or the whole part. */
export type Change =
  | { readonly part: string; readonly key: string; readonly value?: unknown }
  | { readonly part: string; readonly whole: unknown }
  | { readonly part: string; readonly forgotten: number; readonly added: readonly unknown[] };

type Parts = Record<string, unknown>;

/**
 * Tells what changed in a workspace since it was asked last. Records are compared by what they say, since anybody may
 * change them in place; the lists of what has happened only grow and lose their beginning.
 */
export class Changes {
  readonly #data: WorkspaceData;
  readonly #texts = new Map<string, Map<string, string>>();
  readonly #wholes = new Map<string, string>();
  readonly #lists = new Map<string, readonly unknown[]>();

  constructor(data: WorkspaceData) {
    this.#data = data;
    this.take();
  }

  /** The changes as JSON, none twice. */
  take(): string[] {
    const changes: string[] = [];
    const { history, ...parts } = this.#data;
    for (const [part, value] of Object.entries(parts)) {
      if (value instanceof Map) this.#ofRecords(part, value, changes);
      else this.#ofWhole(part, value, changes);
    }
    for (const [part, list] of Object.entries(history)) this.#ofList(part, list, changes);
    return changes;
  }

  #ofRecords(part: string, records: ReadonlyMap<string, unknown>, changes: string[]): void {
    const known = this.#texts.get(part) ?? new Map<string, string>();
    this.#texts.set(part, known);
    for (const [key, value] of records) {
      const text = toJson(value);
      if (known.get(key) === text) continue;
      known.set(key, text);
      changes.push(`{"part":${JSON.stringify(part)},"key":${JSON.stringify(key)},"value":${text}}`);
    }
    if (known.size === records.size) return;
    for (const key of known.keys()) {
      if (records.has(key)) continue;
      known.delete(key);
      changes.push(JSON.stringify({ part, key }));
    }
  }

  #ofWhole(part: string, value: unknown, changes: string[]): void {
    const text = toJson(value);
    if (this.#wholes.get(part) === text) return;
    this.#wholes.set(part, text);
    changes.push(`{"part":${JSON.stringify(part)},"whole":${text}}`);
  }

  #ofList(part: string, list: readonly unknown[], changes: string[]): void {
    const known = this.#lists.get(part) ?? [];
    const last = known.at(-1);
    const kept = last === undefined ? 0 : list.lastIndexOf(last) + 1;
    const added = list.slice(kept);
    const forgotten = known.length - kept;
    if (added.length === 0 && forgotten === 0) return;
    this.#lists.set(part, [...list]);
    changes.push(toJson({ part, forgotten, added }));
  }
}

/** Applies what {@link Changes.take} told. */
export function apply(data: WorkspaceData, change: Change): void {
  const parts = data as unknown as Parts;
  if ("whole" in change) {
    parts[change.part] = change.whole;
  } else if ("added" in change) {
    const list = (data.history as unknown as Record<string, unknown[]>)[change.part]!;
    list.splice(0, change.forgotten);
    list.push(...change.added);
  } else {
    const records = parts[change.part] as Map<string, unknown>;
    if (change.value === undefined) records.delete(change.key);
    else records.set(change.key, change.value);
  }
}
