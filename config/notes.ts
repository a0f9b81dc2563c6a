import type { ConfigInput } from "./model";
import type { ResolvedEntries } from "./resolve";

/** What is not wrong, but probably not meant. */
export function notesOn(input: ConfigInput, resolved: ResolvedEntries): string[] {
  const { catalogs, warehouses, integrations } = resolved;
  const used = new Set(
    integrations.flatMap(({ catalog, secondForms = {}, warehouse, read }) => [
      ...[catalog, ...Object.values(secondForms).map((form) => ("schema" in form ? form.catalog : undefined))].flatMap(
        (used) => (used && "shared" in used ? [`catalogs.${used.shared}`] : []),
      ),
      ...("shared" in warehouse ? [`warehouses.${warehouse.shared}`] : []),
      ...read.map((name) => `read ${name.catalog}`),
    ]),
  );
  const notes: string[] = [];
  if (integrations.length === 0) notes.push("there is no integration: a deploy takes away what was deployed before");
  for (const [key, { name }] of Object.entries(catalogs)) {
    if (!used.has(`catalogs.${key}`) && !used.has(`read ${name}`)) {
      notes.push(`catalogs.${key} is used by no integration; it is created all the same`);
    }
  }
  for (const key of Object.keys(warehouses)) {
    if (!used.has(`warehouses.${key}`))
      notes.push(`warehouses.${key} is used by no integration; it is created all the same`);
  }
  for (const { name, profile, read } of integrations) {
    const named = (input.integrations?.[name]?.read ?? []).length + (profile.reads.always?.length ?? 0);
    if (named > read.length) notes.push(`integrations.${name}.read names something twice; once is enough`);
  }
  return notes;
}
