import type { CatalogRecord, CatalogSource } from "../state/records/catalog";
import { invalid } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { type Fields, readBody } from "./body";
import type { Area } from "./context";
import { PREDICTIVE_OPTIMIZATION, inheritedOptimization, securableFields } from "./securable";

const CATALOGS = "/api/2.1/unity-catalog/catalogs";

/** @see https://docs.databricks.com/api/workspace/catalogs */
export const catalogs: Area = (app, { workspace }) => {
  const { unityCatalog } = workspace;

  app.get(CATALOGS, (c) =>
    c.json({ catalogs: unityCatalog.catalogs(c.get("caller")).map((each) => toWire(workspace, each)) }),
  );

  app.post(CATALOGS, async (c) => {
    const body = await readBody(c);
    const catalog = unityCatalog.createCatalog(c.get("caller"), {
      name: body.required("name"),
      comment: body.string("comment"),
      properties: body.stringMap("properties"),
      storageRoot: body.string("storage_root"),
      source: sourceOf(body),
    });
    return c.json(toWire(workspace, catalog));
  });

  app.get(`${CATALOGS}/:name`, (c) =>
    c.json(toWire(workspace, unityCatalog.catalog(c.get("caller"), c.req.param("name")))),
  );

  app.patch(`${CATALOGS}/:name`, async (c) => {
    const body = await readBody(c);
    body.notEmulated("new_name", "options");
    const catalog = unityCatalog.catalog(c.get("caller"), c.req.param("name"));
    unityCatalog.update(c.get("caller"), catalog, {
      owner: body.string("owner"),
      comment: body.string("comment"),
      properties: body.stringMap("properties"),
      isolationMode: body.oneOf("isolation_mode", ["OPEN", "ISOLATED"]),
      predictiveOptimization: body.oneOf("enable_predictive_optimization", PREDICTIVE_OPTIMIZATION),
    });
    return c.json(toWire(workspace, catalog));
  });

  app.delete(`${CATALOGS}/:name`, (c) => {
    unityCatalog.dropCatalog(c.get("caller"), c.req.param("name"), c.req.query("force") === "true");
    return c.json({});
  });
};

/** What makes a catalog a shared one, `provider_name` and `share_name`, or a foreign one, `connection_name`. */
function sourceOf(body: Fields): CatalogSource | undefined {
  const connection = body.string("connection_name");
  const shared = body.has("provider_name") || body.has("share_name");
  if (connection !== undefined && shared) {
    throw invalid("A catalog cannot have a connection_name together with a provider_name or share_name.");
  }
  if (connection !== undefined) return { connection, options: body.stringMap("options") ?? {} };
  if (shared) return { provider: body.required("provider_name"), share: body.required("share_name") };
  body.notEmulated("options");
  return undefined;
}

function securableKind({ data }: Workspace, { catalogType, source }: CatalogRecord): string {
  if (source && "connection" in source) {
    return `CATALOG_FOREIGN_${data.connections.get(source.connection)?.type ?? "UNKNOWN"}`;
  }
  if (source) return "CATALOG_DELTASHARING";
  if (catalogType === "MANAGED_CATALOG") return "CATALOG_STANDARD";
  return catalogType === "SYSTEM_CATALOG" ? "CATALOG_SYSTEM" : "CATALOG_SYSTEM_DELTASHARING";
}

function sourceFields(source: CatalogSource | undefined) {
  if (!source) return {};
  return "connection" in source
    ? { connection_name: source.connection, options: source.options }
    : { provider_name: source.provider, share_name: source.share };
}

function toWire(workspace: Workspace, catalog: CatalogRecord) {
  return {
    ...securableFields(workspace, catalog),
    full_name: catalog.name,
    id: catalog.id,
    catalog_type: catalog.catalogType,
    securable_type: "CATALOG",
    securable_kind: securableKind(workspace, catalog),
    ...sourceFields(catalog.source),
    isolation_mode: catalog.isolationMode,
    accessible_in_current_workspace: true,
    storage_root: catalog.storageRoot,
    storage_location: catalog.storageRoot && `${catalog.storageRoot}/__unitystorage/catalogs/${catalog.id}`,
    enable_predictive_optimization: catalog.predictiveOptimization,
    effective_predictive_optimization_flag: inheritedOptimization(catalog, {
      type: "METASTORE",
      name: workspace.data.identity.metastoreName,
    }),
  };
}
