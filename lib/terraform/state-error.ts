/** A state cannot be used: it belongs elsewhere, is damaged, or nothing says where it would be. */
export class StateError extends Error {
  override readonly name = "StateError";
  /** Process exit code: usage or configuration. */
  readonly exitCode = 2;
}
