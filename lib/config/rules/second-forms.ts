import { SECOND_FORMS, type SecondFormName } from "../../../profiles";
import { didYouMean, listed } from "../nearest";
import type { IntegrationEntry } from "./entries";
import type { Rule } from "./context";

/** Second connections of tools that have one. */
export const SECOND_FORM_RULES: readonly Rule[] = [
  {
    says: `${listed(SECOND_FORMS)} is only for a tool that has such a form.`,
    *faults({ integrations }) {
      for (const { path, written, resolved } of integrations) {
        for (const name of SECOND_FORMS) {
          if (written[name] === undefined || resolved.profile.secondForms?.[name]) continue;
          yield {
            path: [...path, name],
            what: `is given, but ${resolved.profile.name} has no such form`,
            fix: "remove the line",
          };
        }
      }
    },
  },
  {
    says: "A second form given as text is the key of another integration of the same tool, which has one of its own and is not absent.",
    *faults({ integrations, leftOut }) {
      for (const { key, path, resolved } of integrations) {
        for (const name of SECOND_FORMS) {
          const form = resolved.secondForms?.[name];
          if (!form || !("of" in form) || !resolved.profile.secondForms?.[name]) continue;
          const owners = integrations.filter((other) => other.key !== key && owns(other, name, resolved.profile.tool));
          const known = owners.map((other) => other.key);
          if (known.includes(form.of) || leftOut(["integrations", form.of, name])) continue;
          yield {
            path: [...path, name],
            what: `is ${JSON.stringify(form.of)}, and no other ${resolved.profile.name} integration of that key has ${name}: { … }`,
            allowed: known.length > 0 ? listed(known) : undefined,
            fix: didYouMean(form.of, known, `write ${name}: { catalog: …, schema: … }`),
          };
        }
      }
    },
  },
];

function owns({ resolved }: IntegrationEntry, name: SecondFormName, tool: string): boolean {
  const form = resolved.secondForms?.[name];
  return form !== undefined && "schema" in form && resolved.profile.tool === tool && !resolved.absent;
}
