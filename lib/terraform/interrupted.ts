import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StateLocation } from "./state-location";

/** A run that did not come to its end, or is still going on. */
export interface InterruptedRun {
  readonly stack: string;
  /** Absolute path of the note that Terraform writes while it works on a local state, and removes at the end. */
  readonly file: string;
  /** What it did, e.g. `OperationTypeApply`; absent: the note cannot be read. */
  readonly operation?: string;
  /** User and machine, e.g. `ada@laptop`. */
  readonly who?: string;
  /** Time of the start, ISO 8601. */
  readonly since?: string;
}

/**
 * Stacks whose last run was cut off, as by `kill -9` or a machine that went down: things may exist that the state does
 * not know. Only local states tell; other backends stay locked, and Terraform itself names the lock.
 */
export function interruptedRuns(location: StateLocation, stacks: readonly string[]): InterruptedRun[] {
  if (location.backend.kind !== "local") return [];
  return stacks.flatMap((stack) => {
    const file = join(location.folder, `.${stack}.tfstate.lock.info`);
    try {
      return [{ stack, file, ...detailsIn(readFileSync(file, "utf8")) }];
    } catch {
      return [];
    }
  });
}

function detailsIn(text: string): Omit<InterruptedRun, "stack" | "file"> {
  try {
    const { Operation: operation, Who: who, Created: since } = JSON.parse(text) as Record<string, unknown>;
    const known = Object.entries({ operation, who, since }).filter(([, value]) => typeof value === "string");
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}
