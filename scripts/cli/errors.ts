/** Wrong use of a command; exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly exitCode = 2;
  readonly fix: readonly string[];

  constructor(message: string, fix: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}

/** A service or program that could not be reached or did not do its work; exit code 3. */
export class ExternalError extends Error {
  override readonly name = "ExternalError";
  readonly exitCode = 3;
  readonly fix: readonly string[];

  constructor(message: string, fix: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}
