import type { Profile } from "../../profiles";
import { fillInWords } from "../../profiles/words/fill";
import { numbered } from "../report/columns";

/** What a person does in the tool before its access is taken away. */
export function offboardingSteps(profile: Profile, integration: string): string[] {
  const steps = profile.offboarding ?? [`Delete the connection {integration} in ${profile.name}.`];
  return steps.map((step) => fillInWords(step.replaceAll("{integration}", integration)));
}

/** @param width columns of the terminal */
export function renderOffboarding(profile: Profile, integration: string, width = 100): string {
  return [`First in ${profile.name}`, ...numbered(offboardingSteps(profile, integration), width)].join("\n") + "\n";
}
