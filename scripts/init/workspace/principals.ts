import { z } from "zod";
import type { RestClient } from "../../../lib/databricks/http/rest";

const pageSchema = z.object({
  totalResults: z.number().default(0),
  Resources: z
    .array(
      z.object({ applicationId: z.string(), displayName: z.string().default(""), active: z.boolean().default(true) }),
    )
    .default([]),
});

const PAGE = 100;

/** A service principal that is there and may sign in. */
export interface FoundPrincipal {
  readonly applicationId: string;
  readonly displayName: string;
}

/** Every active service principal of the workspace. */
export async function servicePrincipalsOf(rest: Pick<RestClient, "getAs">): Promise<FoundPrincipal[]> {
  const found: z.infer<typeof pageSchema>["Resources"] = [];
  for (;;) {
    const query = {
      attributes: "applicationId,displayName,active",
      startIndex: String(found.length + 1),
      count: String(PAGE),
    };
    const page = await rest.getAs(pageSchema, "/api/2.0/preview/scim/v2/ServicePrincipals", { query });
    found.push(...page.Resources);
    if (page.Resources.length === 0 || found.length >= page.totalResults) break;
  }
  return found.filter(({ active }) => active).map(({ applicationId, displayName }) => ({ applicationId, displayName }));
}
