/** What stands in the way, in words for a person, and what to do about it. */
abstract class KnownError extends Error {
  /** Process exit code when nothing handles it. */
  abstract readonly exitCode: number;
  /** Lines of advice, each to be read or pasted by itself; none where the message says it. */
  readonly fix: readonly string[];

  constructor(message: string, fix: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}

/** Wrong use, or something that the user has to set or write differently: exit code 2. */
export class UsageError extends KnownError {
  override readonly name: string = "UsageError";
  override readonly exitCode = 2;
}

/** A service or program that could not be reached or did not do its work: exit code 3. */
export class ExternalError extends KnownError {
  override readonly name: string = "ExternalError";
  override readonly exitCode = 3;
}
