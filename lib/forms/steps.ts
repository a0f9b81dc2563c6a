import { mark, type Steps } from "../../profiles";
import { numbered } from "../report/columns";
import { credentialSteps } from "./credential-steps";
import { fillTemplate, templateValues, type TemplateValues } from "./fields";
import type { Subject } from "./subject";
import { secondFormsOf, secondValues } from "./tool-form";

/** Steps that belong together. */
export interface StepGroup {
  readonly title: string;
  readonly steps: readonly string[];
}

/**
 * What a person does in the tool, in order. A second form that is used comes before the tool's own saving and takes its
 * place: there is one end to both.
 */
export function stepGroups(subject: Subject): StepGroup[] {
  const { profile, connection } = subject;
  const main = filled(profile.steps, templateValues(connection));
  const seconds = secondFormsOf(subject).flatMap(({ form, use }): StepGroup[] => {
    if (use === undefined) return [];
    const values = secondValues(subject, use);
    if ("of" in use) return [{ title: form.name, steps: form.linking.map((step) => fillTemplate(step, values)) }];
    const { before, form: fill, test, save, after } = filled(form.steps, values);
    return [{ title: form.name, steps: [...before, ...fill, ...test, ...save, ...after] }];
  });
  const groups: StepGroup[] = [
    { title: "Make the credential", steps: credentialSteps(connection) },
    { title: "Before you begin", steps: main.before },
    { title: "Fill in the form", steps: main.form },
    { title: "Test", steps: main.test },
    ...(seconds.length > 0 ? seconds : [{ title: "Save", steps: main.save }]),
    { title: "Afterwards", steps: main.after },
  ];
  return groups.filter(({ steps }) => steps.length > 0);
}

function filled({ before, form, test = [], save = [], after }: Steps, values: TemplateValues): Required<Steps> {
  const fill = (steps: readonly string[]) => steps.map((step) => fillTemplate(step, values));
  return { before: fill(before), form: fill(form), test: fill(test), save: fill(save), after: fill(after) };
}

/** All of {@link stepGroups}, one after the other. */
export function stepsOf(subject: Subject): string[] {
  return stepGroups(subject).flatMap(({ steps }) => steps);
}

/** @param width columns of the terminal */
export function renderSteps(subject: Subject, width = 100): string {
  const title = `In ${subject.profile.name}${mark(subject.profile, "steps")}`;
  return [title, ...numbered(stepsOf(subject), width)].join("\n") + "\n";
}
