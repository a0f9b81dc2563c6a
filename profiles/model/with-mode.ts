import type { Profile } from "./profile";

/** The profile in one of its modes; undefined for a mode that it does not have. */
export function withMode(profile: Profile, mode: string): Profile | undefined {
  const modes = profile.modes ?? {};
  const chosen = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (!chosen) return undefined;
  return {
    ...profile,
    archetype: chosen.archetype ?? profile.archetype,
    ownSchema: chosen.ownSchema ?? profile.ownSchema,
    reads: chosen.reads ?? profile.reads,
    probes: chosen.probes ?? profile.probes,
    privileges: { ...profile.privileges, ...chosen.privileges },
  };
}
