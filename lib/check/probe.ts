import type { CheckContext } from "./context";
import type { OwnSchema } from "../access/own-schemas";
import type { TestResult } from "./report";

/** What a probe found; its name and time are added by the run. */
export type Outcome = Omit<TestResult, "test_name" | "time_ms">;

type More = Pick<Outcome, "cause" | "fix">;

export const pass = (message: string): Outcome => ({ status: "PASS", message });
export const fail = (message: string, more: More): Outcome => ({ status: "FAIL", message, ...more });
export const warn = (message: string, more: More): Outcome => ({ status: "WARN", message, ...more });
export const skip = (message: string): Outcome => ({ status: "SKIP", message });

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
