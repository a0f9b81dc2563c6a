import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { WorkspaceData } from "./data";
import { settleNames, writeDurably } from "./durable";
import { parseJson, toJson } from "./json";

/** Tells a snapshot from any other JSON, such as a Terraform state. */
const FORMAT = "databricks-sandbox-workspace";

/** Raised when the format of the file changes; a newer file is refused, not guessed at. */
const VERSION = 2;

/** Parts that a snapshot of this version may lack, because it was written before there were any; empty. */
export const laterParts = (): Pick<WorkspaceData, "clusters" | "warehouseConfig" | "providers" | "connections"> => ({
  clusters: new Map(),
  warehouseConfig: { serverless: true, types: { CLASSIC: true, PRO: true } },
  providers: new Map(),
  connections: new Map(),
});

/** A workspace as it was at one moment. */
export interface Snapshot {
  readonly data: WorkspaceData;
  /** Counts the snapshots of a workspace; its journal names the one that it goes on from. */
  readonly generation: number;
}

/**
 * Writes the workspace to `file` (0600) so that a crash leaves either the old or the new one, never a part, and returns
 * once the new one would outlive a power cut.
 */
export function writeSnapshot(file: string, { data, generation }: Snapshot): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.partial`;
  try {
    writeDurably(partial, toJson({ format: FORMAT, version: VERSION, generation, data }));
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  settleNames(file);
}

/** @throws Error when the file is no snapshot or one of a newer version; undefined when there is none */
export function readSnapshot(file: string): Snapshot | undefined {
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
        "use the version that wrote it, or another folder",
    );
  }
  const { generation } = snapshot;
  return { data: { ...laterParts(), ...snapshot.data }, generation: typeof generation === "number" ? generation : 0 };
}

interface Written {
  readonly format?: unknown;
  readonly version?: unknown;
  readonly generation?: unknown;
  readonly data?: WorkspaceData;
}

function parse(text: string): Written | undefined {
  try {
    return parseJson(text) as Written;
  } catch {
    return undefined;
  }
}
