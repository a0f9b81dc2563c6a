import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a new file for its owner alone, and returns once it would outlive a power cut. */
export function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, "w", 0o600);
  try {
    writeWhole(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** All of it: a disk that fills up may take a part. */
export function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

/** Makes what happened to names in a folder durable; where a folder cannot be opened, the system does it by itself. */
export function settleNames(file: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(dirname(file), "r");
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } catch {
    // Windows and some file systems know no such thing.
  } finally {
    closeSync(descriptor);
  }
}

/** Whether there was no room to write. */
export function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === "ENOSPC" || code === "EDQUOT";
}
