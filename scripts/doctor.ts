import { loadConfig } from "../config";
import { exitCodeOf, heldBy, renderReport, runDoctor } from "../doctor";
import type { Context } from "./context";
import { settingsOf } from "./named-workspace";
import { styleOf } from "./terminal";

export interface DoctorCommand {
  readonly json?: boolean;
}

/** `onramp doctor`: whether `onramp.yaml` can be deployed from here, before anything is changed. Reads only. */
export async function run({ json }: DoctorCommand, { env, cwd, stdout, signal }: Context): Promise<number> {
  const { config } = loadConfig({ cwd, env });
  const settings = settingsOf(config, env);
  const held = heldBy(config, env, cwd);
  const report = await runDoctor({ config, held, settings, env, signal, nodeVersion: process.versions.node });
  signal.throwIfAborted();
  const width = Math.min(stdout.columns ?? 100, 100);
  const text = () => renderReport(report, { color: styleOf(stdout, env).colour, width });
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : text());
  return exitCodeOf(report);
}
