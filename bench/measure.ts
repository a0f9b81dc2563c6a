import { spawn } from "node:child_process";

/** One run of a process as a whole. */
export interface Run {
  readonly millis: number;
  /** Processor time of the process itself, which a busy machine disturbs less. */
  readonly cpuMillis: number;
  /** Largest resident set of the process itself. */
  readonly megabytes: number;
  readonly output: string;
}

const USAGE = /^usage (\d+) (\d+)$/m;
/** Loaded before the program: says at the end how much memory (kB) and processor time (µs) it took. */
const REPORT = `data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write("\\nusage "+u.maxRSS+" "+(u.userCPUTime+u.systemCPUTime)+"\\n")})`;

/** Runs `node ARGS` from start to end. @throws Error with its output when it fails */
export async function runNode(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const begin = performance.now();
  const child = spawn(process.execPath, ["--import", REPORT, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const millis = performance.now() - begin;
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(code)}:\n${output}`);
  const [, kilobytes, micros] = USAGE.exec(output) ?? [];
  return { millis, cpuMillis: Number(micros) / 1000, megabytes: Number(kilobytes) / 1024, output };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Takes both in turn, `rounds` times, so that the machine's moods hit both alike. */
export async function inTurn<T>(rounds: number, a: () => Promise<T>, b: () => Promise<T>): Promise<[T[], T[]]> {
  const as: T[] = [];
  const bs: T[] = [];
  for (let round = 0; round < rounds; round++) {
    as.push(await a());
    bs.push(await b());
  }
  return [as, bs];
}
