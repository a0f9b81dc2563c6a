import type { CatalogRecord } from "../state/data";
import type { Workspace } from "../state/workspace";
import { readBody } from "./body";
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
    body.notEmulated("provider_name", "share_name", "connection_name", "options");
    const catalog = unityCatalog.createCatalog(c.get("caller"), {
      name: body.required("name"),
      comment: body.string("comment"),
      properties: body.stringMap("properties"),
      storageRoot: body.string("storage_root"),
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

const KINDS = { MANAGED_CATALOG: "STANDARD", DELTASHARING_CATALOG: "DELTASHARING", SYSTEM_CATALOG: "SYSTEM" } as const;

function toWire(workspace: Workspace, catalog: CatalogRecord) {
  return {
    ...securableFields(workspace, catalog),
    full_name: catalog.name,
    id: catalog.id,
    catalog_type: catalog.catalogType,
    securable_type: "CATALOG",
    securable_kind: `CATALOG_${KINDS[catalog.catalogType]}`,
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
