import { CONNECTION_TYPES } from "../state/catalog-sources";
import type { ConnectionRecord } from "../state/records/catalog";
import { invalid } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { readBody } from "./body";
import type { Area } from "./context";

const CONNECTIONS = "/api/2.1/unity-catalog/connections";

/** Connections to other databases, for foreign catalogs. @see https://docs.databricks.com/api/workspace/connections */
export const connections: Area = (app, { workspace }) => {
  const { sources } = workspace.unityCatalog;

  app.get(CONNECTIONS, (c) =>
    c.json({ connections: sources.connections(c.get("caller")).map((each) => toWire(workspace, each)) }),
  );

  app.post(CONNECTIONS, async (c) => {
    const body = await readBody(c);
    const type = body.oneOf("connection_type", CONNECTION_TYPES);
    if (type === undefined) throw invalid("Missing required field: connection_type");
    const connection = sources.createConnection(c.get("caller"), {
      name: body.required("name"),
      comment: body.string("comment"),
      type,
      options: body.stringMap("options") ?? {},
    });
    return c.json(toWire(workspace, connection));
  });

  app.get(`${CONNECTIONS}/:name`, (c) =>
    c.json(toWire(workspace, sources.connection(c.get("caller"), c.req.param("name")))),
  );
};

const toWire = (workspace: Workspace, connection: ConnectionRecord) => ({
  name: connection.name,
  full_name: connection.name,
  connection_id: connection.id,
  connection_type: connection.type,
  securable_type: "CONNECTION",
  owner: connection.owner,
  comment: connection.comment,
  options: connection.options,
  metastore_id: workspace.data.identity.metastoreId,
  created_at: connection.createdAt,
  created_by: connection.owner,
});
