import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";
import type { Context } from "./context";
import { UsageError } from "../../lib/report/errors";
import type { Input } from "./hidden-prompt";
import { columnsOf } from "./terminal";

/** Asks one line after another on the terminal; what is typed ahead counts for the next questions. */
export class LinePrompt {
  readonly #lines: Interface;
  readonly #ready: string[] = [];
  readonly #context: Pick<Context, "stderr" | "signal">;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(input: Input, context: Pick<Context, "stderr" | "signal">) {
    this.#context = context;
    const { stderr } = context;
    const output = new Writable({
      write: (chunk: Buffer, _encoding, written) => {
        stderr.write(chunk.toString("utf8"));
        written();
      },
    });
    const columns = { columns: columnsOf(stderr, 80) };
    this.#lines = createInterface({ input, output: Object.assign(output, columns), terminal: true, historySize: 0 });
    this.#lines.on("line", (line) => {
      this.#ready.push(line);
      this.#wake();
    });
    this.#lines.on("close", () => {
      this.#ended = true;
      this.#wake();
    });
    // Such a terminal gives Ctrl-C as a key.
    this.#lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  }

  /**
   * @returns the line, as it was typed
   * @throws the signal's reason on Ctrl-C, UsageError when the input ends
   */
  async ask(prompt: string): Promise<string> {
    const { signal } = this.#context;
    signal.throwIfAborted();
    this.#lines.setPrompt(prompt);
    this.#lines.prompt();
    while (this.#ready.length === 0 && !this.#ended && !signal.aborted) await this.#next();
    if (signal.aborted) {
      this.#context.stderr.write("\n");
      throw signal.reason;
    }
    const line = this.#ready.shift();
    if (line !== undefined) return line;
    this.#context.stderr.write("\n");
    throw new UsageError("The input ended before everything was answered.", ["Nothing was written."]);
  }

  /** Until a line has come, the input has ended or the run is. */
  async #next(): Promise<void> {
    const { signal } = this.#context;
    const woken = new AbortController();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener("abort", () => resolve(), { signal: woken.signal });
    });
    woken.abort();
  }

  close(): void {
    this.#lines.close();
  }
}
