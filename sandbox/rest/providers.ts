import type { ProviderRecord } from "../state/records/catalog";
import type { Workspace } from "../state/workspace";
import { readBody } from "./body";
import type { Area } from "./context";

const PROVIDERS = "/api/2.1/unity-catalog/providers";

/** Delta Sharing providers, for shared catalogs. @see https://docs.databricks.com/api/workspace/providers */
export const providers: Area = (app, { workspace }) => {
  const { sources } = workspace.unityCatalog;

  app.get(PROVIDERS, (c) =>
    c.json({ providers: sources.providers(c.get("caller")).map((each) => toWire(workspace, each)) }),
  );

  app.post(PROVIDERS, async (c) => {
    const body = await readBody(c);
    body.oneOf("authentication_type", ["TOKEN"]);
    body.required("authentication_type");
    // The profile holds a token for the provider's server, which nobody asks here.
    body.required("recipient_profile_str");
    const provider = sources.createProvider(c.get("caller"), {
      name: body.required("name"),
      comment: body.string("comment"),
    });
    return c.json(toWire(workspace, provider));
  });

  app.get(`${PROVIDERS}/:name`, (c) =>
    c.json(toWire(workspace, sources.provider(c.get("caller"), c.req.param("name")))),
  );
};

const toWire = (workspace: Workspace, provider: ProviderRecord) => ({
  name: provider.name,
  authentication_type: "TOKEN",
  owner: provider.owner,
  comment: provider.comment,
  metastore_id: workspace.data.identity.metastoreId,
  created_at: provider.createdAt,
  created_by: provider.owner,
});
