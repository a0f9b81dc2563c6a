import type { Profile } from "./profile";

/** The profile as a variant of its access makes it; undefined for a variant it does not have. */
export function withAccess(profile: Profile, access: string): Profile | undefined {
  const variants = profile.access ?? {};
  const variant = Object.hasOwn(variants, access) ? variants[access] : undefined;
  if (!variant) return undefined;
  return {
    ...profile,
    archetype: variant.archetype ?? profile.archetype,
    ownSchema: variant.ownSchema ?? profile.ownSchema,
    reads: variant.reads ?? profile.reads,
    probes: variant.probes ?? profile.probes,
    privileges: { ...profile.privileges, ...variant.privileges },
  };
}
