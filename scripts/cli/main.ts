import { Command, CommanderError } from "commander";
import { resolve } from "node:path";
import { VERSION } from "../../lib/package";
import { COMMANDS } from "./commands";
import type { Context } from "./context";
import { BUG, reportFailure } from "./failure";
import { commandHelp, helpWidth, pathOf, rootHelp, withGroups } from "./help";
import { Interrupts } from "./interrupts";
import type { CommandSpec } from "./spec";

const USAGE = 2;

/** Runs one command line (without `node` and the script) and returns the process's exit code. Never throws. */
export async function runCli(
  args: readonly string[],
  context: Context,
  commands: readonly CommandSpec[] = COMMANDS,
): Promise<number> {
  let exitCode = 0;
  const program = prepare(withGroups(new Command("onramp"), commands), context)
    .description("Least-privilege Databricks connections for tools, deployed as code and proven to work.")
    .version(VERSION)
    .option("--config <file>", "configuration instead of onramp.yaml (as ONRAMP_CONFIG does)")
    .option("--no-color", "plain text on a terminal, too (as NO_COLOR does)")
    .helpCommand(false)
    .addHelpText("after", ({ error }) => rootHelp(error ? context.stderr : context.stdout));
  for (const spec of commands) {
    const command = prepare(addCommand(program, spec.name, context), context).description(spec.summary);
    if (spec.names !== undefined) command.argument(`[${spec.names}...]`, spec.namesHelp);
    for (const option of spec.options) command.addOption(option);
    command.addHelpText("after", ({ error }) => commandHelp(spec, error ? context.stderr : context.stdout));
    command.action(async () => {
      const { color, config } = program.opts<{ color: boolean; config?: string }>();
      const env: NodeJS.ProcessEnv = {
        ...context.env,
        ...(!color && { NO_COLOR: "1" }),
        // Absolute, for children that run elsewhere.
        ...(config !== undefined && { ONRAMP_CONFIG: resolve(context.cwd, config) }),
      };
      exitCode = await spec.run(command.args, command.opts(), { ...context, env });
    });
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed its own: help and version end with 0, everything else is wrong use.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    return reportFailure(error, context);
  }
}

/** A command of one word, or of two: below one that does nothing but hold others. */
function addCommand(program: Command, name: string, context: Context): Command {
  const [first = "", second] = name.split(" ");
  if (second === undefined) return program.command(first);
  const holder = program.commands.find((each) => each.name() === first);
  return (holder ?? prepare(program.command(first), context).helpCommand(false)).command(second);
}

function prepare(command: Command, { stdout, stderr }: Context): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => helpWidth(stdout),
      getErrHelpWidth: () => helpWidth(stderr),
    })
    .showHelpAfterError(
      `(onramp ${command.name() === "onramp" ? "" : `${pathOf(command)} `}--help shows what there is)`,
    );
}

/** Says that a command was left waiting for something that can no longer come. */
class Unfinished extends Error {
  override readonly name = "Unfinished";

  constructor() {
    super("the command ended in the middle of its work, waiting for something that never came.");
  }
}

/**
 * The process's own entry: the only place that ends it. Until a command's own exit code is known the process counts as
 * failed: Node ends with 0 when nothing is left to wait for, even in the middle of a command.
 */
export async function main(commands: readonly CommandSpec[] = COMMANDS): Promise<void> {
  const interrupts = new Interrupts((code) => process.exit(code));
  interrupts.attach(process);
  // A reader that has seen enough (`… | head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const { stdout, stderr, env } = process;
  const context = {
    stdout,
    stderr,
    env,
    cwd: process.cwd(),
    signal: interrupts.signal,
    ignoreInterrupts: interrupts.ignore,
  };
  process.exitCode = BUG;
  process.once("uncaughtException", (error) => process.exit(reportFailure(error, context)));
  process.once("beforeExit", () => process.exit(reportFailure(new Unfinished(), context)));
  const code = await runCli(process.argv.slice(2), context, commands);
  // Whatever still waits in the pipe goes out first.
  stdout.write("", () => process.exit(code));
}
