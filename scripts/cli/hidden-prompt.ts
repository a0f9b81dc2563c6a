import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Secret } from "../../lib/databricks/secret";
import type { Context } from "./context";

/** Where a person types. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Whether somebody is there to read a question and to answer it. */
export function canAsk(input: Input, { stderr }: Pick<Context, "stderr">): boolean {
  return input.isTTY === true && stderr.isTTY === true;
}

/**
 * Asks for a secret on the terminal, without showing what is typed.
 *
 * @returns without white space around it; empty when nothing was typed
 */
export async function askHidden(
  question: string,
  input: Input,
  { stderr, signal }: Pick<Context, "stderr" | "signal">,
): Promise<Secret> {
  signal.throwIfAborted();
  stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  const done = new AbortController();
  try {
    return await new Promise<Secret>((resolve, reject) => {
      lines.once("line", (line) => resolve(new Secret(line.trim())));
      lines.once("close", () => resolve(new Secret("")));
      // Such a terminal gives Ctrl-C as a key.
      lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
      signal.addEventListener("abort", () => reject(signal.reason as Error), { signal: done.signal });
    });
  } finally {
    done.abort();
    lines.close();
    stderr.write("\n");
  }
}
