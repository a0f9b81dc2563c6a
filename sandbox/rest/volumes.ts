import type { VolumeRecord } from "../state/records/volume";
import { ServiceError, invalid } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { readBody } from "./body";
import type { Area } from "./context";
import { objectName } from "./full-name";
import { securableFields } from "./securable";

const VOLUMES = "/api/2.1/unity-catalog/volumes";

/** Volumes; their files are in `files.ts`. @see https://docs.databricks.com/api/workspace/volumes */
export const volumes: Area = (app, { workspace }) => {
  const { unityCatalog } = workspace;
  const { volumes } = unityCatalog;

  app.get(VOLUMES, (c) => {
    const { catalog_name: catalog, schema_name: schema } = c.req.query();
    if (!catalog) throw invalid("Missing required field: catalog_name");
    if (!schema) throw invalid("Missing required field: schema_name");
    return c.json({ volumes: volumes.list(c.get("caller"), catalog, schema).map((each) => toWire(workspace, each)) });
  });

  app.post(VOLUMES, async (c) => {
    const body = await readBody(c);
    if (body.oneOf("volume_type", ["MANAGED", "EXTERNAL"]) === "EXTERNAL" || body.has("storage_location")) {
      throw new ServiceError("NOT_IMPLEMENTED", "The sandbox does not emulate external volumes.");
    }
    const volume = volumes.create(c.get("caller"), body.required("catalog_name"), body.required("schema_name"), {
      name: body.required("name"),
      comment: body.string("comment"),
    });
    return c.json(toWire(workspace, volume));
  });

  app.get(`${VOLUMES}/:fullName`, (c) => {
    const volume = volumes.get(c.get("caller"), ...objectName(c.req.param("fullName"), "volume"));
    return c.json(toWire(workspace, volume));
  });

  app.patch(`${VOLUMES}/:fullName`, async (c) => {
    const body = await readBody(c);
    const volume = volumes.get(c.get("caller"), ...objectName(c.req.param("fullName"), "volume"));
    const newName = body.string("new_name");
    if (newName !== undefined) volumes.rename(c.get("caller"), volume, newName);
    unityCatalog.update(c.get("caller"), volume, { owner: body.string("owner"), comment: body.string("comment") });
    return c.json(toWire(workspace, volume));
  });

  app.delete(`${VOLUMES}/:fullName`, (c) => {
    volumes.drop(c.get("caller"), ...objectName(c.req.param("fullName"), "volume"));
    return c.json({});
  });
};

function toWire(workspace: Workspace, volume: VolumeRecord) {
  const full = workspace.unityCatalog.authorization.fullName(volume);
  const [catalog, schema] = full.split(".");
  const { storageRoot, metastoreId } = workspace.data.identity;
  return {
    ...securableFields(workspace, volume),
    full_name: full,
    catalog_name: catalog,
    schema_name: schema,
    volume_id: volume.id,
    volume_type: "MANAGED",
    storage_location: `${(storageRoot ?? "sandbox:/").replace(/\/$/, "")}/${metastoreId}/volumes/${volume.id}`,
  };
}
