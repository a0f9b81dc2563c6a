import { chmodSync, mkdirSync } from "node:fs";
import { App } from "cdktf";
import { guardStates } from "../lib/terraform/guard";
import { makeStateFolder, stateLocation } from "../lib/terraform/state-location";
import { copyProviderLock } from "../lib/terraform/provider-lock";
import { forgetOtherWorkspace } from "../lib/terraform/recorded-backend";
import { folderToWrite } from "../lib/terraform/output-folder";
import { stackIds } from "../lib/terraform/stack-ids";
import { loadConfig } from "../lib/config";
import { preflightIfNeeded } from "./look/preflight-if-needed";
import { settle } from "./settle";
import { buildStacks } from "./workspace-stack";

/** Properties of {@link synthesize}. */
export interface SynthesizeOptions {
  /**
   * Environment that completes `onramp.yaml`: `DATABRICKS_HOST`, `ONRAMP_CONFIG`, `CDKTF_OUTDIR` and the like.
   *
   * @default - `process.env`
   */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Adds stacks of your own to the app, after those of `onramp.yaml`. Each needs a name that is none of theirs and a
   * backend of its own.
   *
   * @default - none
   */
  readonly also?: (app: App) => void;
}

/**
 * The app that `cdktf` runs in the working directory: `onramp.yaml` and the environment in, Terraform JSON out. Notes go
 * to stderr.
 *
 * @throws ConfigError, UsageError, StateError, ServiceError with an `exitCode`, for a person to read
 */
export async function synthesize({ env = process.env, also }: SynthesizeOptions = {}): Promise<void> {
  const project = process.cwd();
  const { config, notes } = loadConfig({ cwd: project, env });
  const location = stateLocation(config, env, project);
  const stacks = stackIds(config);
  const outdir = folderToWrite(env, project);
  for (const note of [...notes, ...guardStates(location, stacks, outdir)]) console.error(`note: ${note}`);
  const seen = await preflightIfNeeded(config, location, { env, project, outdir });

  mkdirSync(outdir, { recursive: true });
  // `cdktf diff` and Terraform leave plans there, and a plan holds the credentials in clear.
  chmodSync(outdir, 0o700);
  const app = new App({ stackTraces: false, outdir });
  const built = buildStacks(app, config, location, seen);
  const { notes: more, moved } = settle(built, config, seen);
  for (const note of more) console.error(`note: ${note}`);
  await seen.refuseLost?.(built, moved);
  also?.(app);
  for (const stack of stacks) forgetOtherWorkspace(outdir, location, stack);
  copyProviderLock(project, outdir, location, stacks);
  makeStateFolder(location);
  app.synth();
}

/**
 * {@link synthesize} as the whole of a process: what is wrong is told on stderr, and the exit code says what kind it is.
 */
export function runApp(options: SynthesizeOptions = {}): void {
  // Failed until the end is reached: Node ends with 0 when nothing is left to wait for, even in the middle.
  process.exitCode = 70;
  synthesize(options).then(
    () => (process.exitCode = 0),
    (error: unknown) => {
      const { message, exitCode } = error as { message?: string; exitCode?: unknown };
      const expected = typeof exitCode === "number";
      console.error(expected ? message : error);
      process.exitCode = expected ? exitCode : 70;
    },
  );
}
