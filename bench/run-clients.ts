import { join } from "node:path";
import { cdktfDeploy } from "../scripts/demo/deploy";
import { runInherited } from "../scripts/cli/process";
import { onNewSandbox, signal } from "./sandbox-session";

/** Deploys the sample to a sandbox and measures SQL clients on it, in a process of their own. */
export async function benchClients(project: string, folder: string): Promise<void> {
  const output = join(folder, "clients");
  await onNewSandbox(join(project, "onramp.yaml"), output, async (env) => {
    await cdktfDeploy({ project, output, env, signal });
    const code = await runInherited(process.execPath, ["--import", "tsx", join(project, "bench", "clients.ts")], {
      env,
      cwd: project,
      signal,
    });
    if (code !== 0) throw new Error(`the clients' benchmark ended with ${code}`);
  });
}
