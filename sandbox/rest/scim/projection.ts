import type { Resource } from "./resource";

/** In every answer, whatever `attributes` asks for; Terraform reads the application id without asking. */
const ALWAYS = new Set(["id", "schemas", "applicationid"]);

/** `attributes` and `excludedAttributes` of a query: which fields of a resource to answer. */
export function projection(query: Readonly<Record<string, string>>): (resource: Resource) => Partial<Resource> {
  const wanted = namesIn(query.attributes);
  const excluded = namesIn(query.excludedAttributes) ?? new Set();
  return (resource) =>
    Object.fromEntries(
      Object.entries(resource).filter(([name]) => {
        const folded = name.toLowerCase();
        return ALWAYS.has(folded) || ((wanted?.has(folded) ?? true) && !excluded.has(folded));
      }),
    );
}

/** Sub-attributes (`members.value`) stand for the whole. */
function namesIn(list: string | undefined): Set<string> | undefined {
  if (!list) return undefined;
  return new Set(list.split(",").map((name) => (name.trim().split(".")[0] ?? "").toLowerCase()));
}
