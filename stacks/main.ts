import { chmodSync, mkdirSync } from "node:fs";
import { App } from "cdktf";
import { ConfigError, loadConfig } from "../config";
import { backendPath, makeStateFolder, stateHome } from "./backend";
import { forgetOtherBackend } from "./backend-record";
import { guardState, StateError } from "./state-guard";
import { buildStacks } from "./workspace-stack";

/** The app that `cdktf` runs: `onramp.yaml` and the environment in, Terraform JSON out. */
function main(): void {
  const { env } = process;
  const project = process.cwd();
  const { config, notes } = loadConfig({ cwd: project, env });
  for (const note of notes) console.error(`note: ${note}`);

  const home = stateHome(config, env, project);
  const outdir = env.CDKTF_OUTDIR ?? "cdktf.out";
  mkdirSync(outdir, { recursive: true });
  // `cdktf diff` and Terraform leave plans there, and a plan holds the credentials in clear.
  chmodSync(outdir, 0o700);
  const app = new App({ stackTraces: false, outdir });
  for (const { node } of buildStacks(app, config, home)) {
    guardState(home, node.id);
    forgetOtherBackend(outdir, node.id, backendPath(home, node.id, outdir));
  }
  makeStateFolder(home);
  app.synth();
}

try {
  main();
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof StateError;
  console.error(expected ? error.message : error);
  process.exitCode = expected ? error.exitCode : 70;
}
