import type { Context } from "./context";
import { styleOf, type Style } from "./terminal";

const CLEAR_LINE = "\r\u001b[2K";

/** Progress on stderr: one line a step, with what came of it and how long it took. */
export class Steps {
  readonly #context: Pick<Context, "stderr" | "env">;
  readonly #style: Style;

  constructor(context: Pick<Context, "stderr" | "env">) {
    this.#context = context;
    this.#style = styleOf(context.stderr, context.env);
  }

  /**
   * Does one step; on a terminal its name stands there meanwhile.
   *
   * @param detail what to say about the result.
   * @param isWell whether the result is a good one; default: always.
   */
  async run<T>(
    name: string,
    work: () => Promise<T>,
    detail: (result: T) => string,
    isWell: (result: T) => boolean = () => true,
  ): Promise<T> {
    const begin = performance.now();
    if (this.#style.colour) this.#context.stderr.write(`  ${this.#style.dim("…")} ${name}`);
    try {
      const result = await work();
      this.#finish(isWell(result), name, detail(result), begin);
      return result;
    } catch (error) {
      this.#finish(false, name, "", begin);
      throw error;
    }
  }

  /** A line between the steps, indented like them. */
  note(line: string): void {
    this.#context.stderr.write(`${this.#style.colour ? CLEAR_LINE : ""}  ${this.#style.dim(line)}\n`);
  }

  #finish(well: boolean, name: string, detail: string, begin: number): void {
    const mark = well ? this.#style.green("✔") : this.#style.red("✖");
    const seconds = `${((performance.now() - begin) / 1000).toFixed(1)} s`;
    const line = `  ${mark} ${name.padEnd(19)} ${detail.padEnd(32)} ${this.#style.dim(seconds.padStart(7))}`;
    this.#context.stderr.write(`${this.#style.colour ? CLEAR_LINE : ""}${line}\n`);
  }
}
