/** Something that the user has to choose differently: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly exitCode = 2;
  /** Lines of advice, each to be read by itself; none where the message says it. */
  readonly fix: readonly string[];

  constructor(message: string, fix: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}
