import type { Path } from "./problem";

type Cuts = Map<string | number, Cuts | null>;

/** A copy without the values at the given paths, made in one pass; what is not on the way to one is shared. */
export function without(value: unknown, paths: readonly Path[]): unknown {
  const root: Cuts = new Map();
  for (const path of paths) {
    let at = root;
    for (const part of path.slice(0, -1)) {
      const next: Cuts = at.get(part) ?? new Map<string | number, Cuts | null>();
      // A cut above this one takes it along.
      if (at.get(part) !== null) at.set(part, next);
      at = next;
    }
    const last = path.at(-1);
    if (last !== undefined) at.set(last, null);
  }
  return cutOut(value, root);
}

function cutOut(value: unknown, cuts: Cuts): unknown {
  if (cuts.size === 0 || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (cuts.get(index) === null ? [] : [cutChild(item, cuts.get(index))]));
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      cuts.get(key) === null ? [] : [[key, cutChild(item, cuts.get(key))]],
    ),
  );
}

function cutChild(item: unknown, cuts: Cuts | null | undefined): unknown {
  return cuts ? cutOut(item, cuts) : item;
}
