import { ALL } from "./all";
import { withMode } from "./model/with-mode";
import type { Profile } from "./model/profile";

export { withMode } from "./model/with-mode";
export { ARCHETYPE_WORDS } from "./model/archetype";
export type { Aspect, Reading } from "./model/evidence";
export { mark, readingOf } from "./model/evidence";
export type { Form, FormField, SecondForm, SecondFormName } from "./model/form";
export { SECOND_FORMS } from "./model/form";
export type { OwnPrivileges, ProfilePrivileges } from "./model/privileges";
export { PRIVILEGE_WORDS } from "./model/privileges";
export type { ProbeId } from "./model/probe";
export { PROBES } from "./model/probe";
export type { Profile } from "./model/profile";
export type { Steps, Trouble } from "./model/steps";
export { inOrder } from "./model/steps";
export type { TemplateName } from "./model/template";
export { placeholdersOf, TEMPLATE_VALUES } from "./model/template";
export type { WarehouseHints } from "./model/warehouse";
export { offboardingOf } from "./words/offboarding";
export { GRANTABLE } from "../lib/databricks/grantable";
export { DBU_PER_HOUR, SMALL_WAREHOUSE } from "./model/warehouse";

/** Every profile by its `tool` key, in alphabetical order. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(ALL.map((profile) => [profile.tool, profile]));

/** The profile of a tool as `access:` makes it; undefined when there is no such tool or variant. */
export function findProfile(tool: string, mode?: string): Profile | undefined {
  const profile = PROFILES.get(tool);
  return profile && mode !== undefined ? withMode(profile, mode) : profile;
}
