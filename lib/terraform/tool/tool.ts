import { execFile } from "node:child_process";
import { parseVersion, type Version } from "./version";

export type Product = "Terraform" | "OpenTofu";

/** A Terraform or OpenTofu that ran and said what it is. */
export interface Tool {
  /** Absolute path. */
  readonly path: string;
  readonly product: Product;
  readonly version: Version;
}

/**
 * Runs `PATH version` and reads its first line, `Terraform v1.11.4` or `OpenTofu v1.12.6`: unlike `version -json` it
 * names the product, and both products have always printed it.
 *
 * @returns undefined for a program that does not run or is neither of the two.
 */
export function inspectTool(path: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Tool | undefined> {
  const options = { env: { ...env, CHECKPOINT_DISABLE: "1" }, timeout: 20_000, windowsHide: true, signal };
  return new Promise((resolve, reject) => {
    execFile(path, ["version"], options, (error, stdout) => {
      if (signal?.aborted === true) return reject(signal.reason as Error);
      const match = /^(Terraform|OpenTofu) (v\S+)/m.exec(stdout);
      const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
      if (error !== null || version === undefined) return resolve(undefined);
      resolve({ path, product: match?.[1] as Product, version });
    });
  });
}
