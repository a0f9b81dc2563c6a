import { folderWritten } from "../../lib/terraform/output-folder";
import type { OnrampConfig } from "../../lib/config";
import { stateFile, stateLocation } from "../../lib/terraform/state-location";
import { provideTool } from "../../lib/terraform/tool";
import { readStacks } from "../../lib/terraform/outputs";
import type { Secret } from "../../lib/databricks/secret";
import type { Context } from "./context";
import { UsageError } from "../../lib/report/errors";
import { selectConnections, type DeployedConnection } from "./selection";

export interface DeployedOptions {
  /** Integrations; none: all. */
  readonly names: readonly string[];
  readonly stack?: string;
  /** Allows to fetch OpenTofu when there is no tool. */
  readonly yes?: boolean;
}

/**
 * The deployed connections, read from the outputs of the stacks.
 *
 * @throws UsageError when one of them was not deployed
 */
export async function deployedConnections(
  { names, stack, yes }: DeployedOptions,
  config: OnrampConfig,
  { cwd, env, signal }: Pick<Context, "cwd" | "env" | "signal">,
  note: (line: string) => void,
): Promise<DeployedConnection[]> {
  const location = stateLocation(config, env, cwd);
  const stacks = new Set(config.integrations.map((integration) => integration.stack));
  const states = [...stacks].map((name) => stateFile(location, name));
  const purpose = env.ONRAMP_SANDBOX ? "sandbox" : "workspace";
  const tool = await provideTool({ env, signal, purpose, yes, states, note });
  const outDir = folderWritten(env, cwd);
  const { workspace } = location;
  const outputs = await readStacks({ outDir, terraform: tool.path, env, workspace, stack, signal });
  return selectConnections(names, outputs, config);
}

/** @throws UsageError when there are several: one file holds one secret */
export function onlyOne(deployed: readonly DeployedConnection[], option: string): DeployedConnection {
  const [first, ...others] = deployed;
  if (first !== undefined && others.length === 0) return first;
  const names = deployed.map(({ connection }) => connection.integration).join(", ");
  throw new UsageError(`${option} is for one integration, but there are ${names}.`, ["Name one of them."]);
}

/** @throws UsageError when there are several, or the one was made elsewhere: that cannot be taken from here */
export function takenSecret(deployed: readonly DeployedConnection[]): Secret {
  const { connection, secret } = onlyOne(deployed, "--secret-file");
  if (secret && !connection.credential.external) return secret;
  throw new UsageError(
    `The credential of ${connection.integration} was made elsewhere, so --secret-file cannot write it.`,
  );
}
