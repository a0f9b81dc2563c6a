import { getCurrentUser } from "../databricks/current-user";
import type { OnrampConfig } from "../config";
import type { Reader } from "../databricks/http/rest";
import { findClashes, type Clash } from "./clashes";
import type { Managed } from "../terraform/managed";
import { leftSecrets } from "./left-secrets";
import { leftTokens } from "./left-tokens";
import { priorMemberships } from "../access/memberships";
import { findServicePrincipals } from "../databricks/service-principals";
import { principalSnippet } from "../config/snippet";
import type { Snippet } from "../config/snippet";
import { declaredIn, type Declared } from "../config/declared";
import { onramp } from "../command-line";

/**
 * Something that looks like the kit's and that no state holds: an interrupted run may have left it. Either it can be
 * imported, or it can only be removed, as a credential of which nobody has the value.
 */
export type Orphan = ImportableOrphan | RemovableOrphan;

export interface ImportableOrphan {
  readonly kind: Clash["kind"] | "service principal";
  readonly name: string;
  readonly id: string;
  /** The line for the config with which the next deploy takes it over. */
  readonly import: Snippet;
}

export interface RemovableOrphan {
  readonly kind: "token" | "secret" | "membership";
  /** The integration that it was made for. */
  readonly name: string;
  /** Of a membership the name of the group. */
  readonly id: string;
  /** The command that removes it. */
  readonly remove: string;
}

/** What is known of a run that was cut off. */
export interface CutOffRun {
  /** When it began, in milliseconds since 1970. */
  readonly since?: number;
  /** Construct paths of the memberships that it was to make. */
  readonly memberships: readonly string[];
}

/**
 * What an interrupted run of this config may have left: catalogs and schemas of the declared names that the signed-in
 * identity made, warehouses with the kit's tag, {@link lostIdentities}, and memberships that the run gave to
 * adopted principals. Only reads; for admins.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function orphans(config: OnrampConfig, managed: Managed, rest: Reader, run: CutOffRun): Promise<Orphan[]> {
  const declared = declaredIn(config);
  const found = await Promise.all([
    ownClashes(declared, managed, rest),
    lostIdentities(declared, managed, rest, run.since),
    leftMemberships(run, config, managed, rest),
  ]);
  return found.flat();
}

/**
 * What stands in the way of a deploy of this config, or would be there twice after it: catalogs, schemas and warehouses
 * of the names that it makes, whoever made them, and {@link lostIdentities}. Only reads; for admins.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function lostThings(config: OnrampConfig, managed: Managed, rest: Reader): Promise<Orphan[]> {
  const declared = declaredIn(config);
  const [{ clashes }, identities] = await Promise.all([
    findClashes(declared, managed, rest),
    lostIdentities(declared, managed, rest),
  ]);
  return [...clashes.map(importable), ...identities];
}

/**
 * Of the orphans the service principals of declared display names, and credentials of the kit's principals.
 *
 * @param since as {@link CutOffRun.since}, for secrets of adopted principals
 */
export async function lostIdentities(
  declared: Declared,
  managed: Managed,
  rest: Reader,
  since?: number,
): Promise<Orphan[]> {
  const [principals, tokens, secrets] = await Promise.all([
    leftPrincipals(declared, managed, rest),
    leftTokens(declared, managed, rest),
    leftSecrets(declared, managed, rest, since),
  ]);
  return [
    ...principals,
    ...tokens.map(({ integration: name, id }) => ({ kind: "token" as const, name, id, remove: REVOKE })),
    ...secrets.map(({ integration: name, principal, id }) => {
      const remove = `databricks service-principal-secrets-proxy delete ${principal} ${id}`;
      return { kind: "secret" as const, name, id, remove };
    }),
  ];
}

const REVOKE = onramp("doctor --fix");

/** An orphan in a few words: `the warehouse bi (0123456789abcdef)`. */
export function describeOrphan({ kind, name, id }: Orphan): string {
  if (kind === "membership") return `the membership of ${name}'s principal in the group ${id}`;
  if (kind === "token" || kind === "secret") return `a ${kind} of ${name} (${id})`;
  return `the ${kind} ${name}${id === name ? "" : ` (${id})`}`;
}

async function ownClashes(declared: Declared, managed: Managed, rest: Reader): Promise<Orphan[]> {
  const { clashes } = await findClashes(declared, managed, rest);
  if (clashes.length === 0) return [];
  const { name: me } = await getCurrentUser(rest);
  return clashes
    .filter(({ kind, tagged, createdBy }) => (kind === "warehouse" ? tagged : createdBy === me))
    .map(importable);
}

const importable = ({ kind, name, id, waysOut }: Clash): ImportableOrphan => ({
  kind,
  name,
  id,
  import: waysOut.import,
});

async function leftPrincipals({ principals }: Declared, managed: Managed, rest: Reader): Promise<ImportableOrphan[]> {
  const known = new Set(managed.principals.map(({ displayName }) => displayName));
  const missing = principals.filter(
    ({ displayName, import: id }) => displayName !== undefined && id === undefined && !known.has(displayName),
  );
  const there = await findServicePrincipals(
    rest,
    "displayName",
    missing.map(({ displayName }) => displayName ?? ""),
  );
  const managedIds = new Set(managed.principals.map(({ id }) => id));
  return missing.flatMap(({ displayName, integration }) =>
    there
      .filter((principal) => principal.displayName === displayName && !managedIds.has(principal.id))
      .map(({ id }) => ({
        kind: "service principal" as const,
        name: displayName ?? "",
        id,
        import: principalSnippet(integration, { import: id }),
      })),
  );
}

/** Of adopted principals: one that the run did not plan was there before, and stays. */
async function leftMemberships(run: CutOffRun, config: OnrampConfig, managed: Managed, rest: Reader) {
  if (run.memberships.length === 0) return [];
  const prior = await priorMemberships(config, managed, rest);
  return prior.flatMap(({ integration: { name, stack }, principal, groups }) =>
    groups
      .filter((group) =>
        // The second one of two that differ in case only goes by its name as it is.
        [group.name.toLowerCase(), group.name].some((id) =>
          run.memberships.includes(`${stack}/integrations/${name}/principal/groups/${id}`),
        ),
      )
      .map((group): RemovableOrphan => {
        const remove = `databricks groups patch ${group.id} --json '${removalOf(principal.id)}'`;
        return { kind: "membership", name, id: group.name, remove };
      }),
  );
}

/** A SCIM patch. */
function removalOf(member: string): string {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
  return JSON.stringify({ schemas, Operations: [{ op: "remove", path: `members[value eq "${member}"]` }] });
}
