import type { Archetype } from "./archetype";
import type { ProfilePrivileges } from "./privileges";
import type { ProbeId } from "./probe";
import type { Profile, Reads } from "./profile";

/** Another extent of access, chosen by `access:`; what it does not name is as in the profile. */
export interface AccessVariant {
  /** What is different, one sentence. */
  readonly summary: string;
  readonly archetype?: Archetype;
  readonly ownSchema?: Profile["ownSchema"];
  readonly privileges?: Partial<ProfilePrivileges>;
  readonly reads?: Reads;
  readonly probes?: readonly ProbeId[];
}

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
