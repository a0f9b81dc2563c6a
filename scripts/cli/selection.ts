import { didYouMean, enumerated, listed } from "../../lib/config/nearest";
import type { OnrampConfig } from "../../lib/config/resolved";
import { findProfile, type Profile } from "../../profiles";
import type { Connection } from "../../lib/terraform/connection";
import type { StackOutputs } from "../../lib/terraform/outputs";
import type { Secret } from "../../lib/databricks/secret";
import { UsageError } from "../../lib/report/errors";

/** One deployed connection with everything a check and a form need. */
export interface DeployedConnection {
  readonly connection: Connection;
  /** As the connection's `access` makes it. */
  readonly profile: Profile;
  /** Absent: it is made elsewhere. */
  readonly secret?: Secret;
}

/** @throws UsageError for names that `onramp.yaml` does not have */
export function refuseUnknownNames(names: readonly string[], config: OnrampConfig): void {
  const known = config.integrations.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const fix = unknown.map((name) => didYouMean(name, known)).filter((hint) => hint !== undefined);
  throw new UsageError(`${config.file} has no integration ${listed(unknown)}; it has ${listed(known) || "none"}.`, fix);
}

/**
 * The deployed connections with these names, all of them when there are no names.
 *
 * @throws UsageError when one is not deployed, or nothing is
 */
export function selectConnections(
  names: readonly string[],
  stacks: readonly StackOutputs[],
  config: OnrampConfig,
): DeployedConnection[] {
  const deployed = stacks.flatMap((stack) =>
    [...stack.connections.values()].map((connection) => deployedConnection(connection, stack)),
  );
  const found = deployed.filter(({ connection }) => names.length === 0 || names.includes(connection.integration));
  const missing = names.filter((name) => !found.some(({ connection }) => connection.integration === name));
  if (missing.length > 0 || found.length === 0) throw notDeployed(missing, config);
  return found;
}

function deployedConnection(connection: Connection, { stack, secrets }: StackOutputs): DeployedConnection {
  const { integration, tool, access, credential } = connection;
  const profile = findProfile(tool, access);
  const secret = secrets.get(integration);
  if (profile === undefined || (secret === undefined && !credential.external)) {
    const what =
      profile === undefined ? `for the unknown tool ${[tool, access].join(" ").trim()}` : "without its secret";
    throw new UsageError(`Stack ${stack} was deployed with ${integration} ${what}.`, [
      "Another version of the kit did that; deploy again with this one: npx cdktf deploy",
    ]);
  }
  return { connection, profile, secret };
}

function notDeployed(names: readonly string[], config: OnrampConfig): UsageError {
  const wanted = config.integrations.filter(({ name }) => names.length === 0 || names.includes(name));
  const absent = wanted.filter(({ absent }) => absent).map(({ name }) => name);
  if (absent.length > 0 && (names.length > 0 || absent.length === wanted.length)) {
    const is = absent.length === 1 ? "is" : "are";
    return new UsageError(`${enumerated(absent)} ${is} absent: true in ${config.file}, so there is nothing to check.`);
  }
  const what = names.length === 0 ? "Nothing was deployed yet." : `${listed(names)} was not deployed yet.`;
  return new UsageError(what, ["Deploy first: npx cdktf deploy"]);
}
