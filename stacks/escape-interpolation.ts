/**
 * A copy in which every text means itself to Terraform, which reads `${…}` and `%{…}` in any text as an expression:
 * a comment such as "costs ${amount}" would fail the plan.
 */
export function escapeInterpolation<T>(value: T): T {
  return map(value) as T;
}

function map(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&");
  if (Array.isArray(value)) return value.map(map);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}
