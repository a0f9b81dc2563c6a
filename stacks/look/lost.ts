import { Catalog } from "@cdktf/provider-databricks/lib/catalog";
import { OboToken } from "@cdktf/provider-databricks/lib/obo-token";
import { Schema } from "@cdktf/provider-databricks/lib/schema";
import { ServicePrincipal } from "@cdktf/provider-databricks/lib/service-principal";
import { ServicePrincipalSecret } from "@cdktf/provider-databricks/lib/service-principal-secret";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { Token } from "@cdktf/provider-databricks/lib/token";
import type { TerraformStack } from "cdktf";
import { identifyPrincipals } from "../../lib/access/identify-principals";
import { recordedBackend } from "../../lib/terraform/recorded-backend";
import { stacksWithFiles } from "../../lib/terraform/state-file";
import type { StateLocation } from "../../lib/terraform/state-location";
import type { StateResource } from "../../lib/terraform/states";
import { describeOrphan, lostThings, type Orphan } from "../../lib/unmanaged/orphans";
import { isImported, resourcesOf } from "../built";
import { wayOut } from "./interrupted";
import { isNoAnswer, Refusal, type Surroundings } from "./surroundings";

const THINGS: readonly string[] = [Catalog, Schema, SqlEndpoint, ServicePrincipal].map((each) => each.tfResourceType);
const CREDENTIALS: readonly string[] = [OboToken, Token, ServicePrincipalSecret].map((each) => each.tfResourceType);

/**
 * Refuses to make again what an earlier deploy may have made and never heard of, as when the answer to a request was
 * lost: it would stop half-way at a name that is taken, or make a second principal or token. Only looks where a deploy
 * was tried before and the states do not have everything that the stacks make. A look that fails stops nothing.
 *
 * @param moved addresses of each stack that something in the states moves to
 * @throws Refusal with what was found and the line for each
 */
export async function refuseLost(
  stacks: readonly TerraformStack[],
  surroundings: Surroundings,
  location: StateLocation,
  states: readonly StateResource[],
  moved: ReadonlyMap<TerraformStack, ReadonlySet<string>>,
): Promise<void> {
  const { config, context } = surroundings;
  const wasTried =
    states.length > 0 ||
    stacksWithFiles(location).length > 0 ||
    stacks.some(({ node }) => recordedBackend(context.outdir, node.id) !== undefined);
  if (!wasTried) return;
  const missing = stacks.flatMap((stack) => missingIn(stack, states, moved.get(stack)));
  if (missing.length === 0) return;
  let found: Orphan[];
  try {
    const rest = await surroundings.rest();
    found = await lostThings(await identifyPrincipals(config, rest), await surroundings.managed(), rest);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return;
  }
  const credentials = new Set(missing.flatMap(({ integration }) => integration ?? []));
  const lost = found.filter(({ kind, name }) => (kind !== "token" && kind !== "secret") || credentials.has(name));
  if (lost.length === 0) return;
  throw new Refusal(
    [
      "the next deploy would make these things, which are there already and in no state; nothing was changed",
      ...lost.map((orphan) => `    ${describeOrphan(orphan)}: ${wayOut(orphan)}`),
      `  an earlier deploy may have made them without hearing of it: then do that in ${config.file}, and run this again`,
      "  what is somebody else's: write existing: in place of import:, or another name",
    ].join("\n"),
  );
}

/** What a stack makes and no state has; of a credential the integration that it is for. */
function missingIn(
  stack: TerraformStack,
  states: readonly StateResource[],
  moved: ReadonlySet<string> = new Set(),
): { readonly integration?: string }[] {
  const held = new Set(states.filter((each) => each.stack === stack.node.id).map(({ address }) => address));
  return [...resourcesOf(stack)].flatMap(([address, resource]) => {
    if (held.has(address) || moved.has(address)) return [];
    if (CREDENTIALS.includes(resource.terraformResourceType)) {
      return [{ integration: /\/integrations\/([^/]+)\//.exec(resource.node.path)?.[1] }];
    }
    return THINGS.includes(resource.terraformResourceType) && !isImported(resource) ? [{}] : [];
  });
}
