/*
 * Maps and sets are written as {"$map": […]} and {"$set": […]}; JSON has no words for them.
 */
function replacer(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...(value as Map<unknown, unknown>)] };
  if (value instanceof Set) return { $set: [...(value as Set<unknown>)] };
  return value;
}

function reviver(_key: string, value: unknown): unknown {
  if (value !== null && typeof value === "object") {
    // Arrays only: a user's property may be called `$map`, but is a text.
    if ("$map" in value && Array.isArray(value.$map)) return new Map(value.$map as [unknown, unknown][]);
    if ("$set" in value && Array.isArray(value.$set)) return new Set(value.$set);
  }
  return value;
}

export function toJson(value: unknown): string {
  return JSON.stringify(value, hasCollections(value) ? replacer : undefined);
}

/** @throws SyntaxError */
export function parseJson(text: string): unknown {
  return JSON.parse(text, reviver);
}

/** A replacer costs ten times as much as none, and few records need it. */
function hasCollections(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Map || value instanceof Set) return true;
  for (const key in value) if (hasCollections((value as Record<string, unknown>)[key])) return true;
  return false;
}
