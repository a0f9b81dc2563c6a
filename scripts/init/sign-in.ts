import { getCurrentUser } from "../../lib/databricks/current-user";
import type { OnrampConfig } from "../../lib/config";
import { lookAround, NOWHERE, type Surroundings } from ".";
import { authenticate, readSettings } from "../../lib/databricks/authentication";
import { resolveWorkspaceHost } from "../../lib/databricks/host";
import { RestClient } from "../../lib/databricks/http/rest";
import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Context } from "../cli/context";
import { UsageError } from "../../lib/report/errors";

/** What the workspace has, and how it was reached, in one line. */
export interface Reached {
  readonly found: Surroundings;
  readonly line: string;
  /** False: nothing says where the workspace is. */
  readonly named: boolean;
}

/** An answer that does not come within this time does not help a person who waits for a question, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Looks around in the workspace that the environment, or the configuration to add to, leads to. Where none can be
 * reached the questions are asked without lists.
 *
 * @throws HostError when what names the workspace is wrong
 */
export async function reachWorkspace(
  config: OnrampConfig | undefined,
  { env, signal }: Pick<Context, "env" | "signal">,
): Promise<Reached> {
  const { profile } = config?.workspace ?? {};
  const host = config?.workspace.host ?? resolveWorkspaceHost({}, env)?.host;
  const offline = (reason: string) => ({
    found: NOWHERE,
    line: `Without a workspace: ${reason}. So nothing that is there can be listed.`,
    named: host !== undefined,
  });
  if (host === undefined) return offline("DATABRICKS_HOST is not set, and no profile of .databrickscfg is chosen");
  try {
    const { headers } = await authenticate(readSettings(host, env, profile));
    const rest = new RestClient({ host, headers, signal, timeoutMs: PATIENCE, attempts: 2 });
    const { name } = await getCurrentUser(rest);
    return { found: await lookAround(rest), line: `${host}, as ${name}`, named: true };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServiceError || error instanceof UsageError) return offline(error.message.replace(/\.$/, ""));
    throw error;
  }
}
