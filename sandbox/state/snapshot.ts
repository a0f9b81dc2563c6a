import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { WorkspaceData } from "./data";

/** Tells a snapshot from any other JSON, such as a Terraform state. */
const FORMAT = "databricks-sandbox-workspace";

/** Raised when the format of the file changes; a newer file is refused, not guessed at. */
const VERSION = 2;

/*
 * Maps and sets are written as {"$map": […]} and {"$set": […]}; JSON has no words for them.
 */
function replacer(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...(value as Map<unknown, unknown>)] };
  if (value instanceof Set) return { $set: [...(value as Set<unknown>)] };
  return value;
}

function reviver(_key: string, value: unknown): unknown {
  if (value !== null && typeof value === "object") {
    // Arrays only: a user's property may be called `$map`, but is a text.
    if ("$map" in value && Array.isArray(value.$map)) return new Map(value.$map as [unknown, unknown][]);
    if ("$set" in value && Array.isArray(value.$set)) return new Set(value.$set);
  }
  return value;
}

/** Parts that a snapshot of this version may lack, because it was written before there were any; empty. */
export const laterParts = (): Pick<WorkspaceData, "clusters" | "warehouseConfig" | "providers" | "connections"> => ({
  clusters: new Map(),
  warehouseConfig: { serverless: true, types: { CLASSIC: true, PRO: true } },
  providers: new Map(),
  connections: new Map(),
});

/** Writes the workspace to `file` (0600) so that a crash leaves either the old or the new one, never a part. */
export function writeSnapshot(file: string, data: WorkspaceData): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.partial`;
  writeFileSync(partial, JSON.stringify({ format: FORMAT, version: VERSION, data }, replacer), { mode: 0o600 });
  renameSync(partial, file);
}

/** @throws Error when the file is no snapshot or one of a newer version; undefined when there is none */
export function readSnapshot(file: string): WorkspaceData | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const snapshot = parse(text);
  if (snapshot?.format !== FORMAT || !snapshot.data) {
    throw new Error(`${file} is not a workspace snapshot; move it away to start with an empty workspace`);
  }
  if (snapshot.version !== VERSION) {
    throw new Error(
      `${file} is a workspace snapshot of version ${String(snapshot.version)}, this sandbox reads ${VERSION}; ` +
        "use the version that wrote it, or another --data folder",
    );
  }
  return { ...laterParts(), ...snapshot.data };
}

function parse(text: string): { format?: unknown; version?: unknown; data?: WorkspaceData } | undefined {
  try {
    return JSON.parse(text, reviver) as ReturnType<typeof parse>;
  } catch {
    return undefined;
  }
}
