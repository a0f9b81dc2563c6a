import { join, resolve } from "node:path";
import { Option } from "commander";
import { runCli } from "../../scripts/cli/main";
import { COMMANDS } from "../../scripts/cli/commands";
import type { CommandSpec } from "../../scripts/cli/spec";
import { ExternalError, UsageError } from "../../lib/report/errors";
import { ConfigError } from "../../lib/config/problem";
import { ToolchainError } from "../../lib/terraform/tool/errors";
import { start } from "../support/processes";
import { testContext } from "../support/context";

/** A command that does what its test wants. */
function spec(run: CommandSpec["run"]): CommandSpec[] {
  const options = [new Option("--json", "one JSON document")];
  return [
    { name: "try", group: "try", summary: "Tries it.", names: "name", options, examples: () => ["onramp try"], run },
  ];
}

const failing = (error: unknown): CommandSpec[] =>
  spec(() => {
    throw error;
  });

test("hands names and options to the command and returns its exit code", async () => {
  const { context } = testContext();
  const run = jest.fn<Promise<number>, Parameters<CommandSpec["run"]>>().mockResolvedValue(1);
  expect(await runCli(["try", "a", "--json", "b"], context, spec(run))).toBe(1);
  expect(run.mock.calls[0]?.slice(0, 2)).toEqual([["a", "b"], { json: true }]);
});

test("--no-color reaches every command as NO_COLOR", async () => {
  const { context } = testContext();
  let seen: string | undefined;
  const run: CommandSpec["run"] = (_names, _options, { env }) => Promise.resolve(((seen = env.NO_COLOR), 0));
  await runCli(["--no-color", "try"], context, spec(run));
  expect(seen).toBe("1");
});

test("--config, before or after the command, reaches it as an absolute ONRAMP_CONFIG", async () => {
  const { context } = testContext();
  const seen: (string | undefined)[] = [];
  const run: CommandSpec["run"] = (_names, _options, { env }) => Promise.resolve(seen.push(env.ONRAMP_CONFIG) && 0);
  await runCli(["--config", "a.yaml", "try"], context, spec(run));
  await runCli(["try", "--config", "/b.yaml"], context, spec(run));
  expect(seen).toEqual([resolve(context.cwd, "a.yaml"), "/b.yaml"]);
});

test.each<[string, unknown, number, string]>([
  ["wrong use", new UsageError("no such name.", ["Use another."]), 2, "no such name.\nUse another.\n"],
  ["something out of reach", new ExternalError("nobody answers."), 3, "nobody answers.\n"],
  ["a missing tool", new ToolchainError("no Terraform.", ["Install it."]), 3, "no Terraform.\nInstall it.\n"],
  [
    "a faulty config",
    new ConfigError([{ file: "onramp.yaml", line: 2, column: 3, path: "integrations.x", what: "is empty" }]),
    2,
    "onramp.yaml:2:3 integrations.x — is empty\n",
  ],
])("tells about %s in words, without a stack", async (_what, error, code, text) => {
  const { context, err } = testContext();
  expect(await runCli(["try"], context, failing(error))).toBe(code);
  expect(err()).toBe(text);
});

test("calls everything else a bug and asks to report it, with the stack only for ONRAMP_DEBUG=1", async () => {
  const error = new TypeError("x is undefined", { cause: new Error("deeper") });
  const plain = testContext();
  expect(await runCli(["try"], plain.context, failing(error))).toBe(70);
  expect(plain.err()).toContain("This is a bug in Onramp: x is undefined");
  expect(plain.err()).toContain("ONRAMP_DEBUG=1");
  expect(plain.err()).not.toContain("cli.test.ts");

  const debug = testContext({ ONRAMP_DEBUG: "1" });
  expect(await runCli(["try"], debug.context, failing(error))).toBe(70);
  expect(debug.err()).toMatch(/cli\.test\.ts[^]*caused by Error: deeper/);
});

test("a failure that is no Error is a bug, too", async () => {
  const { context, err } = testContext();
  expect(await runCli(["try"], context, failing("just text"))).toBe(70);
  expect(err()).toContain("just text");
});

describe("refuses wrong use with exit code 2, and names what is near", () => {
  test.each([
    [["chekc"], "Did you mean check?"],
    [["check", "--jsn"], "Did you mean --json?"],
    [["sandbox", "--port", "80000"], "from 0 to 65535"],
    [["sandbox", "--port", "-1"], "from 0 to 65535"],
    [["sandbox", "--port"], "argument missing"],
    [["sandbox", "--provider=other"], "Allowed choices are embedded, registry"],
    [["init", "me"], "too many arguments"],
    [["workspace"], "Usage: onramp workspace"],
    [["workspace", "lst"], "Did you mean list?"],
    [["whoami"], "unknown command 'whoami'"],
    [[], "Usage: onramp"],
  ])("%j", async (args, text) => {
    const { context, out, err } = testContext();
    expect(await runCli(args, context)).toBe(2);
    expect(err()).toContain(text);
    expect(out()).toBe("");
  });
});

test.each(COMMANDS.map((command) => command.name))(
  "%s --help goes to stdout with examples and ends well",
  async (name) => {
    const { context, out, err } = testContext();
    expect(await runCli([...name.split(" "), "--help"], context)).toBe(0);
    expect(out()).toMatch(/Usage: onramp [^]*Examples:\n {2}\S/);
    expect(err()).toBe("");
  },
);

test("a command that is left waiting for what never comes fails, and says so", async () => {
  const program = ["--import", "tsx", join(__dirname, "hanging-child.ts"), "hang"];
  const ended = await start(process.execPath, program, { cwd: process.cwd(), env: process.env }).ended;
  expect(ended).toMatchObject({
    code: 70,
    stdout: "",
    stderr: expect.stringContaining("the command ended in the middle of its work, waiting for something") as string,
  });
});
