import { z } from "zod";
import type { OnrampConfig } from "../config";
import type { RestClient } from "../workspace/rest";
import { findClashes, type Clash } from "./clashes";
import type { Held } from "./held";
import { leftTokens } from "./left-tokens";
import { principalLine, principalsBy } from "./principals";
import { secretsOf } from "./secrets";
import type { Snippet } from "./snippet";
import { wantedBy, type Wanted } from "./wanted";

/**
 * Something that looks like the kit's and that no state holds: an interrupted run may have left it. Either it can be
 * imported, or it is a credential and can only be removed.
 */
export type Orphan = ImportableOrphan | CredentialOrphan;

export interface ImportableOrphan {
  readonly kind: Clash["kind"] | "service principal";
  readonly name: string;
  readonly id: string;
  /** The line for the config with which the next deploy takes it over. */
  readonly import: Snippet;
}

export interface CredentialOrphan {
  readonly kind: "token" | "secret";
  /** The integration that it was made for. */
  readonly name: string;
  readonly id: string;
  /** The command that removes it. */
  readonly remove: string;
}

type Rest = Pick<RestClient, "getAs">;

/**
 * What an interrupted run of this config may have left: catalogs and schemas of the wanted names that the signed-in
 * identity made, warehouses with the kit's tag, and {@link lostIdentities}. Only reads; for admins.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function orphans(config: OnrampConfig, held: Held, rest: Rest): Promise<Orphan[]> {
  const wanted = wantedBy(config);
  return (await Promise.all([ownClashes(wanted, held, rest), lostIdentities(wanted, held, rest)])).flat();
}

/** Of the orphans the service principals of wanted display names, and credentials of the kit's principals. */
export async function lostIdentities(wanted: Wanted, held: Held, rest: Rest): Promise<Orphan[]> {
  const [principals, tokens, secrets] = await Promise.all([
    leftPrincipals(wanted, held, rest),
    leftTokens(wanted, held, rest),
    leftSecrets(wanted, held, rest),
  ]);
  return [
    ...principals,
    ...tokens.map(({ integration: name, id }) => ({ kind: "token" as const, name, id, remove: REVOKE })),
    ...secrets,
  ];
}

const REVOKE = "npm run onramp -- doctor --fix";

/** An orphan in a few words: `the warehouse bi (0123456789abcdef)`. */
export function describeOrphan({ kind, name, id }: Orphan): string {
  if (kind === "token" || kind === "secret") return `a ${kind} of ${name} (${id})`;
  return `the ${kind} ${name}${id === name ? "" : ` (${id})`}`;
}

async function ownClashes(wanted: Wanted, held: Held, rest: Rest): Promise<Orphan[]> {
  const { clashes } = await findClashes(wanted, held, rest);
  if (clashes.length === 0) return [];
  const { userName: me } = await rest.getAs(z.object({ userName: z.string() }), "/api/2.0/preview/scim/v2/Me");
  return clashes
    .filter(({ kind, tagged, createdBy }) => (kind === "warehouse" ? tagged : createdBy === me))
    .map(({ kind, name, id, waysOut }) => ({ kind, name, id, import: waysOut.import }));
}

async function leftPrincipals({ principals }: Wanted, held: Held, rest: Rest): Promise<ImportableOrphan[]> {
  const known = new Set(held.principals.map(({ displayName }) => displayName));
  const missing = principals.filter(
    ({ displayName, import: id }) => displayName !== undefined && id === undefined && !known.has(displayName),
  );
  const there = await principalsBy(
    rest,
    "displayName",
    missing.map(({ displayName }) => displayName ?? ""),
  );
  const heldIds = new Set(held.principals.map(({ id }) => id));
  return missing.flatMap(({ displayName, integration }) =>
    there
      .filter((principal) => principal.displayName === displayName && !heldIds.has(principal.id))
      .map(({ id }) => ({
        kind: "service principal" as const,
        name: displayName ?? "",
        id,
        import: principalLine(integration, { import: id }),
      })),
  );
}

/** Of the principals that the states created; where a credential is made elsewhere, secrets are somebody's own. */
async function leftSecrets({ principals }: Wanted, held: Held, rest: Rest): Promise<CredentialOrphan[]> {
  const ours = principals.filter(({ integration }) => !integration.credential.external);
  const lists = await Promise.all(
    ours.map(async ({ displayName, integration: { name } }) => {
      const principal = held.principals.find((each) => each.displayName === displayName);
      if (!principal) return [];
      const secrets = await secretsOf(principal.id, rest);
      return secrets
        .filter(({ id }) => !held.secrets.has(id))
        .map(({ id }) => ({
          kind: "secret" as const,
          name,
          id,
          remove: `databricks service-principal-secrets-proxy delete ${principal.id} ${id}`,
        }));
    }),
  );
  return lists.flat();
}
