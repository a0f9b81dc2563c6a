import { resolve } from "node:path";
import { guardStates } from "../backend/guard";
import { stateHome } from "../backend/home";
import { stackIds } from "../backend/stacks";
import { heldBy } from "../inventory/held";
import { leftTokens, type LeftToken } from "../inventory/left-tokens";
import { wantedBy } from "../inventory/wanted";
import { authenticate } from "../workspace/authentication";
import { RestClient } from "../workspace/rest";
import { ServiceError } from "../workspace/service-error";
import type { DoctorInput } from "./run";
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
  guardStates(stateHome(config, env, project), stackIds(config), resolve(project, env.CDKTF_OUTDIR ?? "cdktf.out"));
  const held = await heldBy(config, await statesOf(input));
  const authentication = await authenticate(settings);
  const rest = new RestClient({ host: settings.host, headers: () => authentication.headers(), signal });
  return {
    tokens: await leftTokens(wantedBy(config), held, rest),
    revoke: async ({ id }) => {
      try {
        await rest.delete(`/api/2.0/token-management/tokens/${encodeURIComponent(id)}`);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.kind !== "not-found") throw error;
      }
    },
  };
}
