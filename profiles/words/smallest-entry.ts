import type { Profile } from "../model/profile";

/** The shortest entry of `integrations:` that does, as lines of YAML; names are examples. */
export function smallestEntry(profile: Profile): string[] {
  const { tool, ownSchema, ownCatalog, fixedSchema, reads, archetype } = profile;
  const name = tool.replaceAll("-", "_");
  const fields = [
    ...(ownSchema === "required" || ownCatalog ? [`catalog: ${name}_catalog`] : []),
    ...(ownSchema === "required" && !fixedSchema ? [`schema: ${name}_schema`] : []),
    ...(reads.want === "required" ? ["read: [sales.orders]"] : []),
    ...(archetype === "governor" ? ["allowManagingOthers: true"] : []),
  ];
  if (fields.length === 0) return ["integrations:", `  ${tool}: {}`];
  return ["integrations:", `  ${tool}:`, ...fields.map((field) => `    ${field}`)];
}
