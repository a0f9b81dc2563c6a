import type { Context } from "../../scripts/cli/context";
import { Interrupts } from "../../scripts/cli/interrupts";

/** A context that collects what a command writes and can be interrupted. */
export function testContext(env: NodeJS.ProcessEnv = {}): {
  context: Context;
  interrupts: Interrupts;
  quits: number[];
  out: () => string;
  err: () => string;
} {
  const written = { out: "", err: "" };
  const quits: number[] = [];
  const interrupts = new Interrupts((code) => quits.push(code));
  const context: Context = {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    env: { PATH: process.env.PATH, ...env },
    cwd: process.cwd(),
    signal: interrupts.signal,
    ignoreInterrupts: interrupts.ignore,
  };
  return { context, interrupts, quits, out: () => written.out, err: () => written.err };
}
