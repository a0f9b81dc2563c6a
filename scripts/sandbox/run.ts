import type { SandboxOptions } from "../../sandbox";
import { provideTool, ToolchainError, type Tool } from "../../lib/terraform/tool";
import { childEnvironment, removedVariables } from "../../sandbox/cli/child-environment";
import type { Context } from "../cli/context";
import { runInherited, sharesTerminal } from "../cli/process";
import { openSandbox, type SandboxSession, type StartSandbox } from "../../sandbox/cli/session";
import { startSandbox } from "./start";
import { exportLines, undoLine } from "../../sandbox/cli/shell-lines";
import { refuseTwoClouds } from "../../sandbox/cli/two-clouds";
import { styleOf } from "../cli/terminal";

export interface SandboxCommand {
  /** Default: that of the last run on the same data, else any free one. */
  readonly port?: number;
  /** Command line for the shell; without it the sandbox stays until Ctrl-C. */
  readonly run?: string;
  /** Folder that keeps the workspace and the Terraform state. @defaultValue a temporary one */
  readonly data?: string;
  /** What kind of workspace to play. */
  readonly like?: SandboxOptions["like"];
  readonly cloud?: SandboxOptions["cloud"];
  readonly privilegeModel?: SandboxOptions["privilegeModel"];
  readonly provider?: SandboxOptions["provider"];
  /** One line a request on stderr. */
  readonly log?: boolean;
}

/** `onramp sandbox`: the local workspace for one command, or until Ctrl-C. */
export async function run(
  command: SandboxCommand,
  context: Context,
  start: StartSandbox = startSandbox,
): Promise<number> {
  refuseTwoClouds(command);
  const tool = await toolFor(command, context);
  const log = command.log === true ? (line: string) => context.stderr.write(`${line}\n`) : undefined;
  const { port, data: state, like, cloud, privilegeModel, provider } = command;
  const options = { port, state, like, cloud, privilegeModel, provider, log };
  const session = await openSandbox(start, options, tool, context);
  try {
    context.signal.throwIfAborted();
    return await (command.run === undefined ? stay(session, context) : runCommand(command.run, session, context));
  } finally {
    await session.close();
  }
}

/** A sandbox that stays is of use without Terraform, too: SQL clients and the REST API need none. */
async function toolFor(command: SandboxCommand, context: Context): Promise<Tool | undefined> {
  const note = (line: string): unknown => context.stderr.write(`${line}\n`);
  try {
    return await provideTool({ env: context.env, purpose: "sandbox", signal: context.signal, note });
  } catch (error) {
    if (command.run !== undefined || !(error instanceof ToolchainError)) throw error;
    for (const line of [error.message, ...error.fix, "The sandbox starts without it; cdktf will not work."]) note(line);
    return undefined;
  }
}

async function runCommand(command: string, session: SandboxSession, context: Context): Promise<number> {
  const env = childEnvironment(context.env, session.variables);
  const child = () => runInherited(command, "shell", { env, cwd: context.cwd, signal: context.signal });
  return sharesTerminal() ? context.ignoreInterrupts(child) : child();
}

async function stay({ sandbox, variables }: SandboxSession, context: Context): Promise<number> {
  const { bold, dim } = styleOf(context.stderr, context.env);
  const removed = removedVariables(context.env).filter((name) => !(name in variables));
  context.stderr.write(
    [
      bold(`Sandbox ready: ${sandbox.url}`),
      `like ${sandbox.like}, data in ${sandbox.directory}`,
      "In another terminal, type these lines to use it:",
      "",
    ].join("\n"),
  );
  context.stdout.write([...exportLines(variables, removed), ""].join("\n"));
  const lost = removedVariables(context.env);
  context.stderr.write(
    [
      "and this one to undo them:",
      undoLine(variables, context.env),
      ...(lost.length > 0 ? [`(a new terminal has your own ${lost.join(", ")} again)`] : []),
      dim("Ctrl-C ends the sandbox."),
      "",
    ].join("\n"),
  );
  if (!context.signal.aborted) {
    await new Promise((resolve) => context.signal.addEventListener("abort", resolve, { once: true }));
  }
  return 0;
}
