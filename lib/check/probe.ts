import type { CheckContext } from "./context";
import type { OwnSchema } from "../access/own-schemas";
import type { Outcome } from "../report/outcome";

/** One thing that the tool will do, or must not be able to do. */
export interface Probe {
  readonly id: string;
  /** What is proven when it passes; the message of a failure that the run describes. */
  readonly title: (context: CheckContext, own?: OwnSchema) => string;
  /** Id of the probe that has to pass first. */
  readonly after?: string;
  /** True when it may create or change something; skipped with `readOnly`. */
  readonly creates?: boolean;
  /**
   * An error that it throws becomes a FAIL with its diagnosis.
   *
   * @param own the schema to try it in, where it is about one
   */
  readonly run: (context: CheckContext, own?: OwnSchema) => Promise<Outcome>;
}
