import type { Status } from "../../lib/report/outcome";
import type { Finding } from "./examination";

/** What the doctor found; printed as it is by `--json`. */
export interface DoctorReport {
  readonly host: string;
  /** Who signed in; absent: nobody did. */
  readonly signedIn?: SignedIn;
  /** The worst of the findings. */
  readonly status: Exclude<Status, "SKIP">;
  readonly findings: readonly Finding[];
  /** True when the workspace gave no answer: exit code 3. */
  readonly unreachable: boolean;
}

/** Who is signed in, and how. */
export interface SignedIn {
  /** User name, or application id of a service principal. */
  readonly user: string;
  /** Where it is another than the user name. */
  readonly name?: string;
  /** Kind of unified authentication, e.g. `pat`. */
  readonly authentication: string;
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
