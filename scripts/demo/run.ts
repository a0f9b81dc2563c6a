import { join } from "node:path";
import { loadConfig } from "../../lib/config";
import { PACKAGE_ROOT } from "../../lib/package";
import { renderNextSteps } from "../../lib/forms/next-steps";
import { provideTool } from "../../lib/terraform/tool";
import { childEnvironment } from "../sandbox/child-environment";
import type { Context } from "../cli/context";
import { cdktfDeploy } from "./deploy";
import { runInherited } from "../cli/process";
import { openSandbox, startSandbox, type StartSandbox } from "../sandbox/session";
import { Steps } from "../cli/steps";
import { styleOf } from "../cli/terminal";

/** `onramp demo`: from nothing to a proven connection on a sandbox of its own, and back to nothing. */
export async function run(_options: object, context: Context, start: StartSandbox = startSandbox): Promise<number> {
  const { env, stderr, stdout, signal } = context;
  const { bold, dim } = styleOf(stderr, env);
  const steps = new Steps(context);
  stderr.write(
    `${bold("Onramp for Databricks")} ${dim("·")} demo on the embedded workspace, nothing leaves this machine\n\n`,
  );

  const tool = await provideTool({ env, signal, purpose: "sandbox", note: (line) => steps.note(line) });
  const opening = () => openSandbox(start, {}, tool, context);
  const session = await steps.run("workspace ready", opening, ({ sandbox }) => sandbox.url);
  try {
    // Within the sandbox's folder, which goes with it.
    const output = join(session.sandbox.directory, "cdktf.out");
    const childEnv = childEnvironment(env, { ...session.variables, CDKTF_OUTDIR: output });
    // Problems of onramp.yaml are told by the kit itself, not through the layers of cdktf.
    loadConfig({ cwd: PACKAGE_ROOT, env: childEnv });
    const deploying = () => cdktfDeploy({ project: PACKAGE_ROOT, output, env: childEnv, signal });
    await steps.run("cdktf deploy", deploying, ({ added, changed, destroyed }) =>
      [`${added} added`, `${changed} changed`, `${destroyed} destroyed`].join(", "),
    );
    const code = await checkInChild(childEnv, signal);
    if (code === 0) stdout.write(`\n${renderNextSteps()}`);
    return code;
  } finally {
    await session.close();
  }
}

/** In a process of its own, because Node reads `NODE_EXTRA_CA_CERTS` only when it starts. */
async function checkInChild(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted();
  const code = await runInherited(process.execPath, [join(PACKAGE_ROOT, "scripts", "onramp.js"), "check"], {
    env,
    cwd: PACKAGE_ROOT,
    signal,
  });
  signal.throwIfAborted();
  return code;
}
