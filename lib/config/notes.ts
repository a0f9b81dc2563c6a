import { offboardingOf } from "../../profiles";
import { fillInWords } from "../../profiles/words/fill";
import { isCreatedWarehouse, isExisting } from "./chosen";
import type { ConfigInput } from "./model";
import type { ResolvedEntries } from "./resolve";
import type { IntegrationConfig } from "./resolved";
import { onramp } from "../command-line";

/** What is not wrong, but probably not meant, and what to do before access is taken away. */
export function notesOn(input: ConfigInput, resolved: ResolvedEntries): string[] {
  const { integrations } = resolved;
  const notes = integrations.length === 0 ? [NOTHING_LEFT] : [];
  notes.push(...unused(resolved));
  for (const integration of integrations) {
    const { name, profile, read, absent } = integration;
    const named = (input.integrations?.[name]?.read ?? []).length + (profile.reads.always?.length ?? 0);
    if (named > read.length) notes.push(`integrations.${name}.read names something twice; once is enough`);
    if (absent) notes.push(offboarding(integration));
  }
  return notes;
}

const NOTHING_LEFT = "there is no integration: a deploy takes away what was deployed before";

function unused({ catalogs, warehouses, integrations }: ResolvedEntries): string[] {
  const used = new Set(
    integrations.flatMap(({ catalog, secondForms = {}, warehouse, read }) => [
      ...[catalog, ...Object.values(secondForms).map((form) => ("schema" in form ? form.catalog : undefined))].flatMap(
        (used) => (used && "shared" in used ? [`catalogs.${used.shared}`] : []),
      ),
      ...("shared" in warehouse ? [`warehouses.${warehouse.shared}`] : []),
      ...read.map((name) => `read ${name.catalog}`),
    ]),
  );
  const note = (path: string, created: boolean) =>
    `${path} is used by no integration${created ? "; it is created all the same" : ""}`;
  return [
    ...Object.entries(catalogs)
      .filter(([key, { name }]) => !used.has(`catalogs.${key}`) && !used.has(`read ${name}`))
      .map(([key, config]) => note(`catalogs.${key}`, !isExisting(config))),
    ...Object.entries(warehouses)
      .filter(([key]) => !used.has(`warehouses.${key}`))
      .map(([key, config]) => note(`warehouses.${key}`, isCreatedWarehouse(config))),
  ];
}

/** The first step in the tool, and where all of them are. */
function offboarding({ name, profile }: IntegrationConfig): string {
  const [first = ""] = offboardingOf(profile);
  const step = fillInWords(first.replaceAll("{integration}", name)).replace(/\.$/, "");
  return `integrations.${name} is absent: before its access goes: ${step}; all steps: ${onramp(`tools ${profile.tool}`)}`;
}
