import type { WorkspaceData } from "./data";
import { isDiskFull } from "./durable";
import { ServiceError } from "./errors";
import { Journal, replay } from "./journal";
import { readSnapshot, writeSnapshot } from "./snapshot";

/** Keeps a workspace in a file: a snapshot, and a journal of what has changed since, in a file beside it. */
export class Keeper {
  readonly #file: string;
  #generation = 0;
  #journal?: Journal;
  /** The next commit, for everything that changed up to then. */
  #next?: Promise<void>;
  /** Why the last commit failed; absent: it did not. */
  #failure?: unknown;

  constructor(file: string) {
    this.#file = file;
  }

  get #journalFile(): string {
    return `${this.#file}.journal`;
  }

  /** @returns undefined when nothing was kept; @throws Error when the file is no snapshot of this version */
  read(): WorkspaceData | undefined {
    const snapshot = readSnapshot(this.#file);
    if (!snapshot) return undefined;
    this.#generation = snapshot.generation;
    replay(this.#journalFile, snapshot.data, snapshot.generation);
    return snapshot.data;
  }

  /** Commits at the end of this turn of the event loop, once for all that changes in it. */
  changed(data: WorkspaceData): void {
    this.#next ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#next = undefined;
        try {
          this.#commit(data);
          this.#failure = undefined;
        } catch (error) {
          // Whoever answers hears of it; it is tried again with the next change.
          this.#failure = error;
        }
        resolve();
      });
    });
  }

  async settled(): Promise<void> {
    await this.#next;
    if (this.#failure !== undefined) throw new ServiceError("INTERNAL_ERROR", notKept(this.#file, this.#failure));
  }

  /** Writes a new snapshot, which makes the journal superfluous. */
  save(data: WorkspaceData): void {
    const generation = this.#generation + 1;
    writeSnapshot(this.#file, { data, generation });
    this.#generation = generation;
    this.#journal?.close();
    this.#journal = new Journal(this.#journalFile, data, generation);
  }

  /**
   * Writes what is left to write. A new snapshot saves the next start some work; where there is no room for it, the old
   * one and its journal have everything.
   *
   * @throws Error of the file system, with its code, when something is lost
   */
  close(data: WorkspaceData): void {
    try {
      this.#commit(data);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw Object.assign(new Error(notKept(this.#file, error), { cause: error }), { code });
    }
    try {
      this.save(data);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  #commit(data: WorkspaceData): void {
    if (!this.#journal) return this.save(data);
    if (this.#journal.commit()) this.save(data);
  }
}

function notKept(file: string, error: unknown): string {
  const { message } = error as Error;
  const why = isDiskFull(error) ? "the disk is full" : message;
  return `The local workspace cannot keep what was done, in ${file}: ${why}. It may be lost when the sandbox ends.`;
}
