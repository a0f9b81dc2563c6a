import { setMaxListeners } from "node:events";
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type Signal = (typeof SIGNALS)[number];

/** Why a run was ended from outside. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly by: Signal;
  /** 128 plus the signal's number, as shells count. */
  readonly exitCode: number;

  constructor(by: Signal) {
    super(by === "SIGINT" ? "Interrupted." : `Ended by ${by}.`);
    this.by = by;
    this.exitCode = 128 + constants.signals[by];
  }
}

/**
 * Turns Ctrl-C, SIGTERM and SIGHUP into one abort, so that every command can tidy up; a second Ctrl-C quits at once.
 *
 * While {@link ignore} runs, Ctrl-C belongs to a child in the same terminal.
 */
export class Interrupts {
  readonly #controller = new AbortController();
  readonly #quit: (code: number) => void;
  #ignoring = 0;

  /** @param quit ends the process without tidying up. */
  constructor(quit: (code: number) => void) {
    this.#quit = quit;
    // Every request that is on its way listens to it, however many there are.
    setMaxListeners(0, this.signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Starts to listen. */
  attach(process: Pick<NodeJS.Process, "on">): void {
    for (const by of SIGNALS) process.on(by, () => this.receive(by));
  }

  receive(by: Signal): void {
    if (by === "SIGINT" && this.#ignoring > 0) return;
    const interrupted = new Interrupted(by);
    if (this.signal.aborted && by === "SIGINT") this.#quit(interrupted.exitCode);
    else this.#controller.abort(interrupted);
  }

  readonly ignore = async <T>(work: () => Promise<T>): Promise<T> => {
    this.#ignoring += 1;
    try {
      return await work();
    } finally {
      this.#ignoring -= 1;
    }
  };
}
