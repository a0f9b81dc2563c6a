/** What stands in the way, in words for a person, and what to do about it. */
abstract class KnownError extends Error {
  /** Exit code of the process. */
  abstract readonly exitCode: number;
  /** Lines of advice, each to be read by itself; none where the message says it. */
  readonly fix: readonly string[];

  constructor(message: string, fix: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}

/** Something that the user has to choose differently: exit code 2. */
export class UsageError extends KnownError {
  override readonly name = "UsageError";
  override readonly exitCode = 2;
}

/** The disk took no more: exit code 3. */
export class DiskFull extends KnownError {
  override readonly name = "DiskFull";
  override readonly exitCode = 3;
}
