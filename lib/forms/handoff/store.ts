import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { handoffRecordSchema, type HandoffRecord } from "./record";

/** Path of an integration's record; keys of integrations are fit for file names. */
export function recordFile(folder: string, integration: string): string {
  return join(folder, `${integration}.json`);
}

/** The record of an integration; a new one where there is none, or none that this version can read. */
export function readRecord(folder: string, integration: string): HandoffRecord {
  const fresh = { version: 1 as const, integration, salt: randomBytes(16).toString("hex") };
  try {
    const record = handoffRecordSchema.parse(JSON.parse(readFileSync(recordFile(folder, integration), "utf8")));
    return record.integration === integration ? record : fresh;
  } catch {
    return fresh;
  }
}

/** Writes a record for its user alone, whole or not at all. */
export function writeRecord(folder: string, record: HandoffRecord): void {
  const file = recordFile(folder, record.integration);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${process.pid}.tmp`;
  writeFileSync(half, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
}
