import type { Fault } from "../problem";

/** A fault for every item whose key an earlier item has; items without a key are never the same. */
export function* twice<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  faultOf: (item: T, first: T) => Fault,
): Iterable<Fault> {
  const firsts = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first) yield faultOf(item, first);
    else firsts.set(key, item);
  }
}
