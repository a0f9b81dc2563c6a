import { createHash } from "node:crypto";
import { relative } from "node:path";
import type { BackendConfig } from "../config/resolved";
import { hostName, stateFile, type StateLocation } from "./state-location";

/** What stands in a stack's `terraform { … }` about its state: `{ backend: { s3: … } }` or `{ cloud: … }`. */
export type BackendBlock =
  | { readonly backend: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
  | { readonly cloud: Readonly<Record<string, unknown>> };

/**
 * Where Terraform finds the state of one stack. Holds no credential: those come from the environment.
 *
 * @param folder a local state's path is relative to this one, so that it says nothing about the machine; absent: absolute
 */
export function backendBlock(location: StateLocation, stack: string, folder?: string): BackendBlock {
  const { backend, workspace = "" } = location;
  if (backend.kind === "local") {
    const file = stateFile(location, stack);
    return { backend: { local: { path: folder === undefined ? file : relative(folder, file) } } };
  }
  return remoteBlock(backend, hostName(workspace), stack);
}

function remoteBlock(backend: Exclude<BackendConfig, { kind: "local" }>, host: string, stack: string): BackendBlock {
  switch (backend.kind) {
    case "s3": {
      const { bucket, region, kmsKeyId, prefix } = backend;
      const key = keyOf(prefix, host, `${stack}.tfstate`);
      // Without a key, encrypt would ask for AES256 and override a bucket that encrypts with a KMS key of its own.
      const encryption = kmsKeyId !== undefined && { encrypt: true, kms_key_id: kmsKeyId };
      return { backend: { s3: { bucket, region, key, ...encryption, use_lockfile: true } } };
    }
    case "azurerm": {
      const { storageAccount, container, resourceGroup, prefix } = backend;
      const settings = {
        storage_account_name: storageAccount,
        container_name: container,
        ...(resourceGroup !== undefined && { resource_group_name: resourceGroup }),
        key: keyOf(prefix, host, `${stack}.tfstate`),
      };
      return { backend: { azurerm: settings } };
    }
    case "gcs":
      return { backend: { gcs: { bucket: backend.bucket, prefix: keyOf(backend.prefix, host, stack) } } };
    case "cloud": {
      const { organization, hostname, project } = backend;
      const workspaces = { name: cloudWorkspace(host, stack), ...(project !== undefined && { project }) };
      return { cloud: { organization, ...(hostname !== undefined && { hostname }), workspaces } };
    }
    case "http": {
      const address = `${backend.address}/${host}/${stack}`;
      const locking = { lock_address: address, lock_method: "LOCK", unlock_address: address, unlock_method: "UNLOCK" };
      return { backend: { http: { address, ...locking } } };
    }
  }
}

function keyOf(prefix: string | undefined, ...parts: readonly string[]): string {
  return [...(prefix === undefined ? [] : [prefix]), ...parts].join("/");
}

/** Longest name of an HCP Terraform workspace. */
const LONGEST_WORKSPACE = 90;

/**
 * `onramp-<host>-<stack>` of letters, digits, `-` and `_`. The dots of the host become `_`, which no host name has; one
 * that is too long ends in a hash of the whole instead.
 */
export function cloudWorkspace(host: string, stack: string): string {
  const name = `onramp-${host.replace(/[^a-zA-Z0-9-]/g, "_")}-${stack}`;
  if (name.length <= LONGEST_WORKSPACE) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, LONGEST_WORKSPACE - hash.length - 1)}-${hash}`;
}
