import type { CredentialKind } from "../terraform/connection";

/** `WARN` does not fail the check; `SKIP` says that nothing was proven and why. */
export const STATUSES = ["PASS", "FAIL", "WARN", "SKIP"] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Result of one probe. The first three fields are those of Partner Connect's `TestResult`.
 *
 * @see https://github.com/databrickslabs/partner-connect-api
 */
export interface TestResult {
  /** Id of the probe, e.g. `sign-in`. */
  readonly test_name: string;
  readonly status: Status;
  readonly message: string;
  /** Why it is not well, in the workspace's terms. */
  readonly cause?: string;
  /** What to do about it. */
  readonly fix?: string;
  readonly time_ms: number;
}

/** What a check of one integration found; printed as it is by `--json`. */
export interface CheckReport {
  readonly integration: string;
  readonly tool: string;
  readonly host: string;
  readonly principal: { readonly application_id: string; readonly display_name: string };
  /** The worst of the results, `SKIP` apart. */
  readonly status: "PASS" | "WARN" | "FAIL";
  readonly test_results: readonly TestResult[];
  readonly credential: {
    readonly kind: CredentialKind;
    /** Absent for an external credential. */
    readonly id?: string;
    /** Whole days until it ends; absent when that could not be read or it never ends. */
    readonly days_left?: number;
  };
  /** What the statements ran on. */
  readonly compute: {
    readonly kind: "warehouse" | "cluster";
    readonly id: string;
    readonly name: string;
    /** 0 = never. */
    readonly auto_stop_minutes: number;
    /** ISO time until which it stays up when nothing else uses it; absent when it was not reached or never stops. */
    readonly running_until?: string;
  };
  /** True when the tool may read, but there is no table yet. */
  readonly nothing_to_read: boolean;
  /** Statements that drop what the check made and could not take away again; mostly none. */
  readonly left_behind: readonly string[];
  /** True when the workspace could not be reached at all: exit code 3 instead of 1. */
  readonly unreachable: boolean;
  readonly time_ms: number;
}

export function worstStatus(results: readonly TestResult[]): CheckReport["status"] {
  const has = (status: Status) => results.some((result) => result.status === status);
  return has("FAIL") ? "FAIL" : has("WARN") ? "WARN" : "PASS";
}

/** e.g. `9 passed, 1 failed, 1 skipped`. */
export function summary({ test_results }: CheckReport): string {
  const words = { PASS: "passed", FAIL: "failed", WARN: "warned", SKIP: "skipped" };
  return STATUSES.map((status) => ({ status, count: test_results.filter((each) => each.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${words[status]}`)
    .join(", ");
}

/** Process exit code: 0 well, 1 a check failed, 3 the workspace was out of reach. */
export function exitCodeOf(reports: readonly CheckReport[]): 0 | 1 | 3 {
  const failed = reports.filter((report) => report.status === "FAIL");
  if (failed.length === 0) return 0;
  return failed.every((report) => report.unreachable) ? 3 : 1;
}
