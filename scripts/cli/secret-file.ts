import { existsSync, writeFileSync } from "node:fs";
import type { Secret } from "../../lib/databricks/secret";
import { UsageError } from "../../lib/report/errors";

/** @throws UsageError when there is something at `path` already, so that nothing else is done in vain */
export function refuseExisting(path: string, cause?: unknown): void {
  if (cause === undefined && !existsSync(path)) return;
  const fix = ["It was left as it is. Choose another --secret-file, or remove that one first."];
  throw new UsageError(`${path} exists already.`, fix, { cause });
}

/**
 * Writes a secret, and nothing else, to a new file that only its owner may read.
 *
 * @throws UsageError when there is something at `path` already (it stays as it is), or the folder cannot be written to
 */
export function writeSecretFile(path: string, secret: Secret): void {
  try {
    writeFileSync(path, secret.reveal(), { flag: "wx", mode: 0o600 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST") refuseExisting(path, cause);
    throw new UsageError(`--secret-file ${path} cannot be written (${code}).`, [], { cause });
  }
}
