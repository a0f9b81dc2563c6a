import type { DoctorContext } from "./context";

/** `WARN` also says that something could not be found out, and why. */
export const STATUSES = ["OK", "WARN", "FAIL"] as const;
export type Status = (typeof STATUSES)[number];

/** One line of the doctor's, without the examination that it comes from. */
export interface Outcome {
  readonly status: Status;
  readonly message: string;
  /** Why it is not well. */
  readonly cause?: string;
  /** What to do about it: one line of prose, then lines to copy as they are. */
  readonly fix?: string;
}

/** One line of the doctor's. */
export interface Finding extends Outcome {
  /** Of the examination, e.g. `storage-root`. */
  readonly id: string;
}

/** What one look at the machine or the workspace is about. Changes nothing. */
export interface Examination<Context = DoctorContext> {
  readonly id: string;
  /** What it finds out, as it goes on after "could not find out". */
  readonly question: string;
  /**
   * @returns one outcome when all is well, one for each thing that is not, none where the config has no need of it
   * @throws ServiceError when the workspace does not say
   */
  examine(context: Context): Promise<readonly Outcome[]>;
}

type Remedy = Pick<Outcome, "cause" | "fix">;

export const ok = (message: string): Outcome => ({ status: "OK", message });
export const warn = (message: string, remedy: Remedy): Outcome => ({ status: "WARN", message, ...remedy });
export const fail = (message: string, remedy: Remedy): Outcome => ({ status: "FAIL", message, ...remedy });
