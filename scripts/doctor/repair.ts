import { folderWritten } from "../../lib/terraform/output-folder";
import { guardStates } from "../../lib/terraform/guard";
import { stateLocation } from "../../lib/terraform/state-location";
import { stackIds } from "../../lib/terraform/stack-ids";
import { identifyPrincipals } from "../../lib/access/identify-principals";
import { managedBy } from "../../lib/terraform/managed";
import { leftTokens, type LeftToken } from "../../lib/unmanaged/left-tokens";
import { declaredIn } from "../../lib/config/declared";
import { authenticate } from "../../lib/databricks/authentication";
import { RestClient } from "../../lib/databricks/http/rest";
import { deleteToken } from "../../lib/databricks/tokens";
import type { DoctorInput } from "./context";
import { statesOf } from "./states-options";

/** The one thing that the doctor mends: tokens of this kit that no state holds. */
export interface Repair {
  /** What would be revoked. */
  readonly tokens: readonly LeftToken[];
  /** Revokes one of them; one that is gone meanwhile is well. */
  readonly revoke: (token: LeftToken) => Promise<void>;
}

/**
 * Finds what can be mended, and changes nothing.
 *
 * @throws StateError, ServiceError when the states or the workspace do not tell: then nothing is known to be left over
 */
export async function prepareRepair(input: DoctorInput): Promise<Repair> {
  const { config, settings, env, project, signal } = input;
  guardStates(stateLocation(config, env, project), stackIds(config), folderWritten(env, project));
  const managed = await managedBy(config, await statesOf(input));
  const authentication = await authenticate(settings);
  const rest = new RestClient({ host: settings.host, headers: () => authentication.headers(), signal });
  return {
    tokens: await leftTokens(declaredIn(await identifyPrincipals(config, rest)), managed, rest),
    revoke: ({ id }) => deleteToken(rest, id),
  };
}
