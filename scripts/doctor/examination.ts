import type { Outcome } from "../../lib/report/outcome";
import type { DoctorContext } from "./context";

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
