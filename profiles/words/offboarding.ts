import type { Profile } from "../model/profile";
import { shortName } from "./short-name";

/** Steps that take the connection out of the tool, before its access is taken away. Templates as in form fields. */
export function offboardingOf(profile: Pick<Profile, "name" | "offboarding">): readonly string[] {
  return profile.offboarding ?? [`Delete the connection in ${shortName(profile)}.`];
}
