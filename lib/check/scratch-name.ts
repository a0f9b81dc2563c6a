/** Names of what a check creates start with this. */
export const SCRATCH = "_onramp_check_";

/** Longer than any check takes, in milliseconds. */
const AN_HOUR = 3_600_000;

/** A name for whatever this check creates; says when, so that a later check can tell what was left behind. */
export function scratchName(): string {
  return `${SCRATCH}${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
}

/** Whether something was left by a check that has ended; what another check uses at the moment is not. */
export function isLeftover(name: string): boolean {
  if (!name.startsWith(SCRATCH)) return false;
  const madeAt = parseInt(name.slice(SCRATCH.length, SCRATCH.length + Date.now().toString(36).length), 36);
  return !(Date.now() - madeAt < AN_HOUR);
}
