/** Parts of a profile that facts are about. */
export const ASPECTS = ["form", "steps", "privileges", "credentials", "warehouse", "network", "data"] as const;
export type Aspect = (typeof ASPECTS)[number];

/** `unverified`: not stated by the vendor, or not found; what the profile says is what tools of its kind need. */
export type Reading = "in full" | "excerpt" | "unverified";

/** Where facts of a profile come from. */
export interface Evidence {
  readonly source: string;
  /** ISO date on which the source was read. */
  readonly date: string;
  readonly reading: Reading;
  /** What the source says something about. */
  readonly covers: readonly Aspect[];
}

const STRENGTH: readonly Reading[] = ["unverified", "excerpt", "in full"];

/** How well an aspect is founded: its best source counts, and one that no source covers is unverified. */
export function readingOf({ evidence }: { readonly evidence: readonly Evidence[] }, aspect: Aspect): Reading {
  const ranks = evidence
    .filter(({ covers }) => covers.includes(aspect))
    .map(({ reading }) => STRENGTH.indexOf(reading));
  return STRENGTH[Math.max(0, ...ranks)]!;
}

/** ` (unverified)` for an aspect that is, to put after whatever shows it; else nothing. */
export function mark(profile: { readonly evidence: readonly Evidence[] }, aspect: Aspect): string {
  return readingOf(profile, aspect) === "unverified" ? " (unverified)" : "";
}
