import { spawn } from "node:child_process";
import { join } from "node:path";
import { median, runNode } from "./measure";
import { mb, ms, printTable, ratio } from "./table";

const STARTS = 7;

/** Process start to ready, against a Node process that does nothing; and the memory of a whole `npm start`. */
export async function benchSandboxStart(project: string): Promise<void> {
  const starts: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    starts.push(await timeToFirstLine(["--import", "tsx", join(project, "bench", "sandbox-main.ts")]));
    bare.push(await timeToFirstLine(["--import", "tsx", "-e", "console.log(1)"]));
  }
  printTable(
    `Sandbox, process start to ready, median of ${STARTS}`,
    ["", "sandbox", "bare node with tsx", "sandbox/bare"],
    [["start", ms(median(starts)), ms(median(bare)), ratio(median(starts), median(bare))]],
  );

  const demo = await runNode([join(project, "scripts", "onramp.js"), "demo"], process.env);
  const nothing = await runNode(["--import", "tsx", "-e", "0"], process.env);
  printTable(
    "Main job (npm start), whole process",
    ["", "time", "RSS of the sandbox's process", "RSS of bare node with tsx", "sandbox/bare"],
    [["demo", ms(demo.millis), mb(demo.megabytes), mb(nothing.megabytes), ratio(demo.megabytes, nothing.megabytes)]],
  );
}

/** From spawning to the first line on stdout; the child is told to end by the end of its input. */
async function timeToFirstLine(args: readonly string[]): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const millis = performance.now() - begin;
  child.stdin.end();
  await ended;
  return millis;
}
