import type { BackendInput } from "./model";
import type { BackendConfig } from "./resolved";

/** `backend:` with what the environment says about it. */
export interface BackendSettings {
  readonly backend: BackendConfig;
  readonly notes: readonly string[];
}

/** Settles where Terraform keeps the state: as written, but for the sandbox, whose states are in its own folder. */
export function settleBackend(written: BackendInput = { kind: "local" }, env: NodeJS.ProcessEnv): BackendSettings {
  if (env.ONRAMP_SANDBOX && written.kind !== "local") {
    return { backend: { kind: "local" }, notes: ["backend: is ignored in the sandbox, which keeps states itself"] };
  }
  if (written.kind !== "http") return { backend: written, notes: [] };
  return { backend: { kind: "http", address: written.address.replace(/\/+$/, "") }, notes: [] };
}
