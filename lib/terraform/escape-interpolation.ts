/**
 * A copy in which every text means itself to Terraform, which reads `${…}` and `%{…}` in any text as an expression:
 * a comment such as "costs ${amount}" would fail the plan. So do keys, which may become texts, as those of tags.
 */
export function escapeInterpolation<T>(value: T): T {
  return map(value, (text) => text.replace(/[$%](?=\{)/g, "$&$&")) as T;
}

/** What {@link escapeInterpolation} was given, of what it made. */
export function unescapeInterpolation<T>(value: T): T {
  return map(value, (text) => text.replace(/([$%])\1(?=\{)/g, "$1")) as T;
}

function map(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => map(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), map(item, change)]));
}
