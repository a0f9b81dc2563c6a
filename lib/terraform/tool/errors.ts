import { installAdvice } from "./install-advice";

/**
 * No usable Terraform or OpenTofu. `message` says what and where, `fix` what to do, line by line.
 */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
  /** Process exit code when nothing handles it: a program could not be used. */
  readonly exitCode = 3;
  readonly fix: readonly string[];

  constructor(message: string, fix: readonly string[], options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}

/** The same, when installing a tool with the system's own means is the way out. */
export function installYourself(message: string, cause?: unknown): ToolchainError {
  return new ToolchainError(message, installAdvice(), { cause });
}
