import { PassThrough } from "node:stream";
import { Interrupts } from "../../scripts/cli/interrupts";
import { run } from "../../scripts/init/run";

/** Runs `onramp init --out FILE` as if on a terminal on which each of the other arguments is typed as a line. */
const [out, ...lines] = process.argv.slice(2);
const input = Object.assign(new PassThrough(), { isTTY: true });
input.write(lines.map((line) => `${line}\r`).join(""));
const { signal, ignore: ignoreInterrupts } = new Interrupts((code) => process.exit(code));
const stderr = Object.assign(process.stderr, { isTTY: true });
const context = { stdout: process.stdout, stderr, env: process.env, cwd: process.cwd(), signal, ignoreInterrupts };
void run({ out }, context, input).then((code) => (process.exitCode = code));
