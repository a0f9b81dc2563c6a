import type { Profile } from "../profiles";
import type { Connection } from "../workspace/connection";
import { numbered } from "./columns";
import { fillTemplate, templateValues } from "./fields";

/** What a person does in the tool: before, in its form, and after; in order, numbered through. */
export function stepsOf(profile: Profile, connection: Connection): string[] {
  const values = templateValues(connection);
  const { before, form, after } = profile.steps;
  return [...before, ...form, ...after].map((step) => fillTemplate(step, values));
}

/** @param width columns of the terminal */
export function renderSteps(profile: Profile, connection: Connection, width = 100): string {
  return [`In ${profile.name}`, ...numbered(stepsOf(profile, connection), width)].join("\n") + "\n";
}
