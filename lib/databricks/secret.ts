import { inspect } from "node:util";

/**
 * Why a text can be no token and no client secret, in words that go on after its name and hold nothing of it; undefined
 * for one that can. Both are printable ASCII in one piece: anything else came along with them, and some of it would end
 * up in the messages of libraries, which quote the headers that they refuse.
 */
export function credentialFault(text: string): string | undefined {
  if (text === "") return "is empty";
  if (/\r|\n/.test(text)) return "has a line break in it";
  if (/\s/.test(text)) return "has white space in it";
  const [odd] = /[^\x21-\x7e]/u.exec(text) ?? [];
  if (odd === undefined) return undefined;
  const code = odd.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return `has a character in it that no credential has (U+${code})`;
}

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
