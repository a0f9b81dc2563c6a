import { createInterface } from "node:readline";
import type { Context } from "./context";
import { UsageError } from "../../lib/report/errors";
import { canAsk, type Input } from "./hidden-prompt";

export interface ConfirmOptions {
  /** Answered already, by `--yes`. */
  readonly yes?: boolean;
  /** Where a person types. @defaultValue - this process's terminal */
  readonly input?: Input;
}

/**
 * Asks on the terminal whether to do something; anything but `y` or `yes` is no.
 *
 * @throws UsageError when nobody is there to answer
 */
export async function confirmed(
  question: string,
  { yes = false, input = process.stdin }: ConfirmOptions,
  context: Pick<Context, "stderr" | "signal">,
): Promise<boolean> {
  if (yes) return true;
  if (!canAsk(input, context)) {
    throw new UsageError("Nobody is there to be asked, so nothing was changed.", [
      "Add --yes to go on without being asked.",
    ]);
  }
  const { stderr, signal } = context;
  signal.throwIfAborted();
  stderr.write(`${question} [y/N] `);
  const lines = createInterface({ input, historySize: 0 });
  const done = new AbortController();
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      lines.once("close", () => resolve(""));
      signal.addEventListener("abort", () => reject(signal.reason as Error), { signal: done.signal });
    });
    return /^\s*y(es)?\s*$/i.test(answer);
  } finally {
    done.abort();
    lines.close();
  }
}
