import type { Status } from "../../lib/report/outcome";
import type { Finding } from "./examination";

/** What the doctor found; printed as it is by `--json`. */
export interface DoctorReport {
  readonly host: string;
  /** The worst of the findings. */
  readonly status: Exclude<Status, "SKIP">;
  readonly findings: readonly Finding[];
  /** True when the workspace gave no answer: exit code 3. */
  readonly unreachable: boolean;
}

/**
 * Process exit code: 0 well or only warnings, 1 something would fail, 3 the workspace was out of reach.
 *
 * @param strict whether a warning is a failure as well
 */
export function exitCodeOf({ status, unreachable }: DoctorReport, strict = false): 0 | 1 | 3 {
  if (unreachable) return 3;
  return status === "FAIL" || (strict && status === "WARN") ? 1 : 0;
}
