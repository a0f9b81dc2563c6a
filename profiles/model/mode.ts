import type { Archetype } from "./archetype";
import type { ProfilePrivileges } from "./privileges";
import type { ProbeId } from "./probe";

/** Whether something must, may or must not be there. */
export type Want = "required" | "optional" | "none";

/** What the tool reads besides its own schema. */
export interface Reads {
  /** Whether `read:` must, may or must not name something. */
  readonly want: Want;
  /** Full names that count when there is no `read:`, e.g. `system.billing`. @defaultValue - none */
  readonly byDefault?: readonly string[];
  /** Full names it reads in any case. @defaultValue - none */
  readonly always?: readonly string[];
}

/** Another extent of access, chosen by `mode:`; what it does not name is as in the profile. */
export interface Mode {
  /** What is different, one sentence. */
  readonly summary: string;
  readonly archetype?: Archetype;
  readonly ownSchema?: Want;
  readonly privileges?: Partial<ProfilePrivileges>;
  readonly reads?: Reads;
  readonly probes?: readonly ProbeId[];
}
