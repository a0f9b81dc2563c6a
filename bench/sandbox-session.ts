import { dirname } from "node:path";
import { childEnvironment } from "../sandbox/cli/child-environment";
import { openSandbox } from "../sandbox/cli/session";
import { startSandbox } from "../scripts/sandbox/start";
import { provideTool } from "../lib/terraform/tool";

/** Nothing interrupts a benchmark but its own process. */
export const signal = new AbortController().signal;

/** Does something with the environment of a new sandbox's children, and ends the sandbox. */
export async function onNewSandbox<T>(
  config: string,
  output: string,
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const tool = await provideTool({ env: process.env, purpose: "sandbox", signal });
  const session = await openSandbox(startSandbox, {}, tool, { cwd: dirname(config), env: process.env });
  try {
    const variables = { ...session.variables, ONRAMP_CONFIG: config, CDKTF_OUTDIR: output };
    return await work(childEnvironment(process.env, variables));
  } finally {
    await session.close();
  }
}
