import { ExternalError } from "../../report/errors";
import { installAdvice } from "./install-advice";

/** No usable Terraform or OpenTofu. */
export class ToolchainError extends ExternalError {
  override readonly name = "ToolchainError";
}

/** The same, when installing a tool with the system's own means is the way out. */
export function installYourself(message: string, cause?: unknown): ToolchainError {
  return new ToolchainError(message, installAdvice(), { cause });
}
