import { types } from "node:util";
import type { Context } from "./context";
import { Interrupted } from "./interrupts";
import { styleOf } from "./terminal";

/** Exit code of a failure nobody foresaw. */
export const BUG = 70;

/**
 * Tells a person about an error that ended a command, and returns the process's exit code.
 *
 * Those that are meant for people carry an `exitCode` and lines of advice; all others are bugs. Stacks are shown with
 * `ONRAMP_DEBUG=1` only.
 */
export function reportFailure(error: unknown, context: Pick<Context, "stderr" | "env">): number {
  const { stderr, env } = context;
  const { exitCode, fix } = (error ?? {}) as { exitCode?: unknown; fix?: unknown };
  const style = styleOf(stderr, env);
  const message = types.isNativeError(error) || error instanceof Error ? error.message : String(error);
  const debug = env.ONRAMP_DEBUG === "1";
  const lines =
    typeof exitCode === "number"
      ? [style.red(message), ...(Array.isArray(fix) ? (fix as string[]) : [])]
      : [
          style.red(`This is a bug in Onramp: ${message}`),
          "Please report it with the command you typed, your versions of Node and Terraform" +
            (debug ? " and the lines below." : ", and what the same command prints with ONRAMP_DEBUG=1."),
        ];
  if (debug && !(error instanceof Interrupted)) lines.push(stackOf(error));
  stderr.write(lines.join("\n") + "\n");
  return typeof exitCode === "number" ? exitCode : BUG;
}

function stackOf(error: unknown): string {
  const { stack, cause } = (error ?? {}) as { stack?: string; cause?: unknown };
  return [stack ?? String(error), ...(cause === undefined ? [] : [`caused by ${stackOf(cause)}`])].join("\n");
}
