import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Interrupted } from "../../scripts/cli/interrupts";
import { runCaptured } from "../../scripts/cli/process";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "onramp-process-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const node = process.execPath;
const options = (signal = new AbortController().signal) => ({ env: process.env, cwd: process.cwd(), signal });

test("a captured child's output comes without colours, from both streams, with its exit code", async () => {
  const script = 'console.log("\\u001b[31mred\\u001b[39m"); console.error("err"); process.exitCode = 5';
  const { code, output } = await runCaptured(node, ["-e", script], options());
  expect(code).toBe(5);
  expect(output.split("\n").sort()).toEqual(["", "err", "red"]);
});

test("an interrupted captured child is asked to end and waited for", async () => {
  const interrupt = new AbortController();
  const script = `
    process.on("SIGTERM", () => setTimeout(() => { console.log("tidied"); process.exit(3) }, 50));
    setInterval(() => {}, 1000);
    require("fs").writeFileSync(process.argv[1], "")`;
  const ready = join(folder, "ready");
  const running = runCaptured(node, ["-e", script, ready], options(interrupt.signal));
  while (!existsSync(ready)) await new Promise((resolve) => setTimeout(resolve, 10));
  interrupt.abort(new Interrupted("SIGINT"));
  expect(await running).toEqual({ code: 3, output: "tidied\n" });
});

test("a child killed by a signal counts as shells count it", async () => {
  expect(await runCaptured(node, ["-e", 'process.kill(process.pid, "SIGKILL")'], options())).toMatchObject({
    code: 137,
  });
});

test("fails for a program that is not there", async () => {
  await expect(runCaptured("/nowhere/program", [], options())).rejects.toMatchObject({ exitCode: 3 });
  await expect(runCaptured("/nowhere/program", [], options())).rejects.toThrow("could not be started (ENOENT)");
});

describe("a host that runs a command line through the shell", () => {
  /** Starts host → shell → child and resolves once the child runs. */
  async function startHost(): Promise<ReturnType<typeof spawn>> {
    const child = `
      for (const by of ["SIGINT", "SIGTERM"]) process.on(by, () => {
        require("fs").appendFileSync(process.argv[1], by + "\\n");
        process.exit(9);
      });
      setInterval(() => {}, 1000);
      console.log("ready")`;
    const host = `
      require("tsx/cjs");
      const { Interrupts } = require("./scripts/cli/interrupts.ts");
      const { runInherited } = require("./scripts/cli/process.ts");
      const interrupts = new Interrupts((code) => process.exit(code));
      interrupts.attach(process);
      const options = { env: process.env, cwd: process.cwd(), signal: interrupts.signal };
      // Two commands, so that no shell replaces itself by the child.
      const line = '"$NODE" -e "$CHILD" "$LOG"; code=$?; exit $code';
      runInherited(line, "shell", options).then((code) => {
        require("fs").appendFileSync(process.env.LOG, "host " + (code > 128 ? "signal" : code) + "\\n");
      });`;
    const env = { ...process.env, NODE: node, CHILD: child, LOG: join(folder, "log") };
    const running = spawn(node, ["-e", host], { env, stdio: ["ignore", "pipe", "inherit"] });
    await once(running.stdout, "data");
    return running;
  }

  const log = (): string[] => readFileSync(join(folder, "log"), "utf8").trim().split("\n");

  test.each(["SIGTERM", "SIGINT"] as const)("passes %s on to the command, not only to the shell, once", async (by) => {
    const host = await startHost();
    host.kill(by);
    await once(host, "close");
    const lines = log();
    expect(lines.filter((line) => line === by)).toHaveLength(1);
    expect(lines).toHaveLength(2);
  });
});
