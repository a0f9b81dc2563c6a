import type { HandoffRecord } from "../handoff/record";
import type { Subject } from "../subject";

/** What a hand-off sheet tells; the secret is not among it. */
export interface Sheet extends Omit<Subject, "secret"> {
  /** The hand-off before this one, and the last check. */
  readonly record: HandoffRecord;
  /** One sentence each. @defaultValue - none */
  readonly warnings?: readonly string[];
  /** Shown as the day on which the sheet was made. */
  readonly now: Date;
}
