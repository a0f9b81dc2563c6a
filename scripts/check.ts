import { resolve } from "node:path";
import { exitCodeOf, summary } from "../check/report";
import { runCheck } from "../check/run";
import { loadConfig, type OnrampConfig } from "../config";
import { stateFile, stateHome } from "../stacks/backend";
import { provideTool } from "../toolchain";
import { readStacks } from "../workspace/outputs";
import { canaryOf, refuseShowing } from "./check-options";
import { asJson, asText, type Checked } from "./check-output";
import type { Context } from "./context";
import { UsageError } from "./errors";
import { refuseExisting, writeSecretFile } from "./secret-file";
import { refuseUnknownNames, selectConnections, type DeployedConnection } from "./selection";
import { Steps } from "./steps";

export interface CheckCommand {
  /** Integrations; none: all. */
  readonly names: readonly string[];
  readonly json?: boolean;
  readonly readOnly?: boolean;
  /** `catalog.schema.table`; default: the sandbox's own, elsewhere none. */
  readonly canary?: string;
  readonly secretFile?: string;
  readonly showSecret?: boolean;
  readonly stack?: string;
  /** Allows to fetch OpenTofu when there is no tool. */
  readonly yes?: boolean;
}

/** `onramp check`: tries deployed connections as the tools would, then shows what to type into their forms. */
export async function run(command: CheckCommand, context: Context, check = runCheck): Promise<number> {
  const { env, cwd, signal } = context;
  const { names, readOnly } = command;
  refuseShowing(command, env);
  const canary = canaryOf(command, env);
  const secretFile = command.secretFile && resolve(cwd, command.secretFile);
  if (secretFile) refuseExisting(secretFile);
  const { config } = loadConfig({ cwd, env });
  refuseUnknownNames(names, config);

  const steps = new Steps(context);
  const onProgress = (line: string): void => steps.note(line);
  const deployed = await deployedConnections(command, config, context, onProgress);
  if (secretFile) writeSecretFile(secretFile, onlyOne(deployed).secret);

  const checked: Checked[] = [];
  for (const each of deployed) {
    const name = `check as ${each.connection.integration}`;
    const checking = () => check({ ...each, canary, readOnly, onProgress, signal });
    const report = await steps.run(name, checking, summary, ({ status }) => status !== "FAIL");
    signal.throwIfAborted();
    checked.push({ ...each, report });
  }
  context.stdout.write(command.json ? asJson(checked) : asText(checked, { ...command, secretFile }, context));
  return exitCodeOf(checked.map(({ report }) => report));
}

async function deployedConnections(
  { names, stack, yes }: CheckCommand,
  config: OnrampConfig,
  { cwd, env, signal }: Context,
  note: (line: string) => void,
): Promise<DeployedConnection[]> {
  const home = stateHome(config, env, cwd);
  const stacks = new Set(config.integrations.map((integration) => integration.stack));
  const states = [...stacks].map((name) => stateFile(home, name));
  const purpose = env.ONRAMP_SANDBOX ? "sandbox" : "workspace";
  const tool = await provideTool({ env, signal, purpose, yes, states, note });
  const outDir = resolve(cwd, env.CDKTF_OUTDIR ?? "cdktf.out");
  const { workspace } = home;
  return selectConnections(
    names,
    await readStacks({ outDir, terraform: tool.path, env, workspace, stack, signal }),
    config,
  );
}

/** One file holds one secret. */
function onlyOne(deployed: readonly DeployedConnection[]): DeployedConnection {
  const [first, ...others] = deployed;
  if (first !== undefined && others.length === 0) return first;
  const names = deployed.map(({ connection }) => connection.integration).join(", ");
  throw new UsageError(`--secret-file is for one integration, but there are ${names}.`, ["Name one of them."]);
}
