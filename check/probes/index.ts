import type { Profile } from "../../profiles";
import type { Probe } from "../probe";
import { cannotCreateOutside } from "./cannot-create-outside";
import { cannotGrant } from "./cannot-grant";
import { cannotManageWarehouse } from "./cannot-manage-warehouse";
import { cannotReadCanary } from "./cannot-read-canary";
import { credential } from "./credential";
import { metadata } from "./metadata";
import { privileges } from "./privileges";
import { select } from "./select";
import { signIn } from "./sign-in";
import { visibility } from "./visibility";
import { writeTable } from "./write-table";

/** What a tool does, in the order in which it does it; a profile chooses among them. */
const POSITIVE: readonly Probe[] = [signIn, visibility, metadata, select, writeTable];

/** What no tool may be able to do, and what is known of its rights and credential. */
const ALWAYS: readonly Probe[] = [
  cannotReadCanary,
  cannotCreateOutside,
  cannotManageWarehouse,
  cannotGrant,
  privileges,
  credential,
];

/** Ids of all probes, in the order in which they run. */
export const PROBE_IDS: readonly string[] = [...POSITIVE, ...ALWAYS].map(({ id }) => id);

/** The probes for a tool, in the order in which they run. */
export function probesOf(profile: Profile): Probe[] {
  const wanted = new Set<string>(profile.probes);
  return [...POSITIVE.filter(({ id }) => wanted.has(id)), ...ALWAYS];
}
