import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readFileSync, rmSync } from "node:fs";
import { apply, Changes, type Change } from "./changes";
import type { WorkspaceData } from "./data";
import { settleNames, writeWhole } from "./durable";
import { parseJson } from "./json";

/** A journal that is longer than this is put into a new snapshot. */
const LONGEST = 8 * 1024 * 1024;

/**
 * What has changed in a workspace since its snapshot, a line for every time: so that a call costs what it changes, and
 * not what the workspace holds. The first line names the snapshot that it belongs to; a last one that is not whole was
 * never answered for.
 */
export class Journal {
  readonly #file: string;
  readonly #changes: Changes;
  readonly #generation: number;
  #descriptor?: number;
  /** Changes that could not be written yet. */
  #waiting: string[] = [];
  /** The end is half a line that could not be taken back. */
  #torn = false;

  /** @param generation of the snapshot, which has all of the data as it is now */
  constructor(file: string, data: WorkspaceData, generation: number) {
    this.#file = file;
    this.#changes = new Changes(data);
    this.#generation = generation;
    rmSync(file, { force: true });
  }

  /**
   * Writes what has changed since the last time, and returns once that would outlive a power cut.
   *
   * @returns whether the journal has become so long that a new snapshot is due
   * @throws Error of the file system; what was to be written is, the next time
   */
  commit(): boolean {
    this.#waiting.push(...this.#changes.take());
    if (this.#waiting.length === 0) return false;
    const isNew = this.#descriptor === undefined;
    const descriptor = (this.#descriptor ??= openSync(this.#file, "a", 0o600));
    const before = fstatSync(descriptor).size;
    const lines = [
      ...(this.#torn ? [""] : []),
      ...(before === 0 ? [headerOf(this.#generation)] : []),
      `[${this.#waiting.join(",")}]`,
    ];
    try {
      writeWhole(descriptor, lines.map((line) => `${line}\n`).join(""));
      fdatasyncSync(descriptor);
    } catch (error) {
      this.#takeBack(descriptor, before);
      throw error;
    }
    this.#torn = false;
    this.#waiting = [];
    if (isNew) settleNames(this.#file);
    return fstatSync(descriptor).size > LONGEST;
  }

  /** Half a line would hide those that come after it. */
  #takeBack(descriptor: number, length: number): void {
    try {
      ftruncateSync(descriptor, length);
    } catch {
      this.#torn = true;
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#file, { force: true });
  }
}

const headerOf = (generation: number) => JSON.stringify({ generation });

/** Brings a workspace to where its journal ends; one of another snapshot, or none, changes nothing. */
export function replay(file: string, data: WorkspaceData, generation: number): void {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const lines = text.split("\n");
  // What follows the last line break is not whole.
  lines.pop();
  if (lines[0] !== headerOf(generation)) return;
  for (const line of lines.slice(1)) for (const change of changesIn(line)) apply(data, change);
}

/** None in what could only be written in part, which was never answered for. */
function changesIn(line: string): Change[] {
  try {
    return parseJson(line) as Change[];
  } catch {
    return [];
  }
}
