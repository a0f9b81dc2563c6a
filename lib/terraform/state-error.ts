import { UsageError } from "../report/errors";

/** A state cannot be used: it belongs elsewhere, is damaged, or nothing says where it would be. */
export class StateError extends UsageError {
  override readonly name = "StateError";
}
