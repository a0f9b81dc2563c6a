import { inspect } from "node:util";

/**
 * A value that must not be seen: a token or a client secret.
 *
 * However it is printed (string conversion, JSON, `console.log`, a template) it shows as `[secret]`; only
 * {@link reveal} gives the text, so every place that uses it can be found by searching for that name.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself: for the wire, a 0600 file or an explicit `--show-secret`, nothing else. */
  reveal(): string {
    return this.#value;
  }

  /** Dots and the last four characters, as people compare tokens; nothing of a short one. */
  masked(): string {
    const tail = this.#value.length >= 16 ? this.#value.slice(-4) : "";
    return "••••••••" + tail;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}
