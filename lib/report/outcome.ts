/** What came of looking at one thing. */
export const STATUSES = ["PASS", "FAIL", "WARN", "SKIP"] as const;

/**
 * `FAIL` stands in the way; `WARN` does not, and also says that something could not be found out; `SKIP` says that
 * nothing was looked at, and why.
 */
export type Status = (typeof STATUSES)[number];

/** Why something is not well, and what to do about it. */
export interface Remedy {
  /** In the workspace's terms. */
  readonly cause?: string;
  /** One line of prose, then lines to copy as they are. */
  readonly fix?: string;
}

/** One judgement, of a check, of the doctor or of whatever else looks at something. */
export interface Outcome extends Remedy {
  readonly status: Status;
  readonly message: string;
}

export const pass = (message: string): Outcome => ({ status: "PASS", message });
export const fail = (message: string, remedy: Remedy): Outcome => ({ status: "FAIL", message, ...remedy });
export const warn = (message: string, remedy: Remedy): Outcome => ({ status: "WARN", message, ...remedy });
export const skip = (message: string): Outcome => ({ status: "SKIP", message });

/** The worst of some outcomes; what was skipped does not count. */
export function worstStatus(outcomes: readonly Pick<Outcome, "status">[]): Exclude<Status, "SKIP"> {
  const has = (status: Status) => outcomes.some((outcome) => outcome.status === status);
  return has("FAIL") ? "FAIL" : has("WARN") ? "WARN" : "PASS";
}

/** e.g. `9 passed, 1 failed, 1 skipped`. */
export function summary(outcomes: readonly Pick<Outcome, "status">[]): string {
  const words = { PASS: "passed", FAIL: "failed", WARN: "warned", SKIP: "skipped" };
  return STATUSES.map((status) => ({ status, count: outcomes.filter((each) => each.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${words[status]}`)
    .join(", ");
}
