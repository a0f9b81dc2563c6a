import { existsSync } from "node:fs";
import { join } from "node:path";
import { onramp } from "../../lib/command-line";
import { loadConfig, type OnrampConfig } from "../../lib/config";
import { UsageError } from "../../lib/report/errors";
import { isClone, PACKAGE_ROOT } from "../../lib/package";
import { renderNextSteps } from "../../lib/forms/next-steps";
import { provideTool } from "../../lib/terraform/tool";
import { childEnvironment } from "../../sandbox/cli/child-environment";
import type { Context } from "../cli/context";
import { cdktfDeploy } from "./deploy";
import { runInherited } from "../cli/process";
import { openSandbox, type StartSandbox } from "../../sandbox/cli/session";
import { startSandbox } from "../sandbox/start";
import { Steps } from "../cli/steps";
import { styleOf, textWidth } from "../cli/terminal";

const NAME = "Onramp for Databricks";

/** `onramp demo`: from nothing to a proven connection on a sandbox of its own, and back to nothing. */
export async function run(_options: object, context: Context, start: StartSandbox = startSandbox): Promise<number> {
  const { env, stderr, stdout, signal } = context;
  const project = projectOf(context);
  const { bold, dim } = styleOf(stderr, env);
  const steps = new Steps(context);
  const about = "demo on the embedded workspace, nothing leaves this machine";
  const isWide = textWidth(stderr) > NAME.length + about.length + 3;
  stderr.write(`${bold(NAME)}${isWide ? ` ${dim("·")} ` : "\n"}${about}\n\n`);

  const tool = await provideTool({ env, signal, purpose: "sandbox", note: (line) => steps.note(line) });
  const opening = () => openSandbox(start, {}, tool, context);
  const session = await steps.run("workspace ready", opening, ({ sandbox }) => sandbox.url);
  try {
    // Within the sandbox's folder, which goes with it.
    const output = join(session.sandbox.directory, "cdktf.out");
    const childEnv = childEnvironment(env, { ...session.variables, CDKTF_OUTDIR: output });
    // Problems of onramp.yaml are told by the kit itself, not through the layers of cdktf.
    refuseNothing(loadConfig({ cwd: project, env: childEnv }).config);
    const deploying = () => cdktfDeploy({ project, output, env: childEnv, signal });
    await steps.run("cdktf deploy", deploying, ({ added, changed, destroyed }) =>
      [`${added} added`, `${changed} changed`, `${destroyed} destroyed`].join(", "),
    );
    const code = await checkInChild(project, childEnv, signal);
    if (code === 0) stdout.write(`\n${renderNextSteps(textWidth(stdout))}`);
    return code;
  } finally {
    await session.close();
  }
}

/** A clone shows itself, wherever it is called from; what is installed shows the project around it. */
function projectOf({ cwd }: Pick<Context, "cwd">): string {
  if (isClone()) return PACKAGE_ROOT;
  if (existsSync(join(cwd, "cdktf.json"))) return cwd;
  throw new UsageError(`There is no cdktf.json in ${cwd}, so there is no project to show.`, [
    `Go to the project's folder, or make one: ${onramp("new my-access")}`,
  ]);
}

/** @throws UsageError when the config has no tool to connect */
function refuseNothing({ file, integrations }: OnrampConfig): void {
  if (integrations.some(({ absent }) => !absent)) return;
  const what = integrations.length === 0 ? "it has no integrations" : "all its integrations are absent: true";
  throw new UsageError(`${file} has nothing to deploy: ${what}.`, [`Describe a tool's connection: ${onramp("init")}`]);
}

/** In a process of its own, because Node reads `NODE_EXTRA_CA_CERTS` only when it starts. */
async function checkInChild(project: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted();
  const code = await runInherited(process.execPath, [join(PACKAGE_ROOT, "scripts", "onramp.js"), "check"], {
    env,
    cwd: project,
    signal,
  });
  signal.throwIfAborted();
  return code;
}
