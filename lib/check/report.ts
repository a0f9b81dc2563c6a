import type { CredentialKind } from "../databricks/credential";
import type { Outcome, Status } from "../report/outcome";

/**
 * Result of one probe. Its name, status and message are called as in Partner Connect's `TestResult`.
 *
 * @see https://github.com/databrickslabs/partner-connect-api
 */
export interface TestResult extends Outcome {
  /** Id of the probe, e.g. `sign-in`. */
  readonly test_name: string;
  readonly time_ms: number;
}

/** What a check of one integration found; printed as it is by `--json`. */
export interface CheckReport {
  readonly integration: string;
  readonly tool: string;
  readonly host: string;
  readonly principal: { readonly application_id: string; readonly display_name: string };
  /** The worst of the results, `SKIP` apart. */
  readonly status: Exclude<Status, "SKIP">;
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

/**
 * Process exit code: 0 well, 1 a check failed, 3 the workspace was out of reach.
 *
 * @param strict whether a warning is a failure as well
 */
export function exitCodeOf(reports: readonly CheckReport[], strict = false): 0 | 1 | 3 {
  const failed = reports.filter((report) => report.status === "FAIL");
  if (failed.length === 0) return strict && reports.some(({ status }) => status === "WARN") ? 1 : 0;
  return failed.every((report) => report.unreachable) ? 3 : 1;
}
