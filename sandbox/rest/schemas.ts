import type { SchemaRecord } from "../state/records/schema";
import { invalid } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { readBody } from "./body";
import type { Area } from "./context";
import { schemaName } from "./full-name";
import { PREDICTIVE_OPTIMIZATION, inheritedOptimization, securableFields } from "./securable";

const SCHEMAS = "/api/2.1/unity-catalog/schemas";

/** @see https://docs.databricks.com/api/workspace/schemas */
export const schemas: Area = (app, { workspace }) => {
  const { unityCatalog } = workspace;

  app.get(SCHEMAS, (c) => {
    const catalogName = c.req.query("catalog_name");
    if (!catalogName) throw invalid("Missing required field: catalog_name");
    const found = unityCatalog.schemas(c.get("caller"), catalogName);
    return c.json({ schemas: found.map((each) => toWire(workspace, each)) });
  });

  app.post(SCHEMAS, async (c) => {
    const body = await readBody(c);
    const schema = unityCatalog.createSchema(c.get("caller"), body.required("catalog_name"), {
      name: body.required("name"),
      comment: body.string("comment"),
      properties: body.stringMap("properties"),
      storageRoot: body.string("storage_root"),
    });
    return c.json(toWire(workspace, schema));
  });

  app.get(`${SCHEMAS}/:fullName`, (c) =>
    c.json(toWire(workspace, unityCatalog.schema(c.get("caller"), ...schemaName(c.req.param("fullName"))))),
  );

  app.patch(`${SCHEMAS}/:fullName`, async (c) => {
    const body = await readBody(c);
    body.notEmulated("new_name");
    const schema = unityCatalog.schema(c.get("caller"), ...schemaName(c.req.param("fullName")));
    unityCatalog.update(c.get("caller"), schema, {
      owner: body.string("owner"),
      comment: body.string("comment"),
      properties: body.stringMap("properties"),
      predictiveOptimization: body.oneOf("enable_predictive_optimization", PREDICTIVE_OPTIMIZATION),
    });
    return c.json(toWire(workspace, schema));
  });

  app.delete(`${SCHEMAS}/:fullName`, (c) => {
    const [catalog, schema] = schemaName(c.req.param("fullName"));
    unityCatalog.dropSchema(c.get("caller"), catalog, schema, c.req.query("force") === "true");
    return c.json({});
  });
};

function toWire(workspace: Workspace, schema: SchemaRecord) {
  const full = workspace.unityCatalog.authorization.fullName(schema);
  const catalogName = full.slice(0, full.indexOf("."));
  return {
    ...securableFields(workspace, schema),
    full_name: full,
    catalog_name: catalogName,
    catalog_type: workspace.unityCatalog.findCatalog(catalogName)?.catalogType,
    schema_id: schema.id,
    securable_type: "SCHEMA",
    storage_root: schema.storageRoot,
    storage_location: schema.storageRoot && `${schema.storageRoot}/__unitystorage/schemas/${schema.id}`,
    enable_predictive_optimization: schema.predictiveOptimization,
    effective_predictive_optimization_flag: inheritedOptimization(schema, { type: "CATALOG", name: catalogName }),
  };
}
