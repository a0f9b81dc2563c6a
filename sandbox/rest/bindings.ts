import { ServiceError, invalid } from "../state/errors";
import { type Fields, readBody } from "./body";
import type { Area } from "./context";

const READ_WRITE = "BINDING_TYPE_READ_WRITE";
const BINDINGS = "/api/2.1/unity-catalog/bindings/:type/:name";
/** The older form of the same, for catalogs only; the Terraform provider uses both. */
const WORKSPACE_BINDINGS = "/api/2.1/unity-catalog/workspace-bindings/catalogs/:name";

/** Which workspaces may use an isolated catalog. @see https://docs.databricks.com/api/workspace/workspacebindings */
export const bindings: Area = (app, { workspace }) => {
  const { bindings } = workspace.unityCatalog;
  const show = (ids: readonly number[]) => ({
    bindings: ids.map((id) => ({ workspace_id: id, binding_type: READ_WRITE })),
  });

  app.get(BINDINGS, (c) => {
    requireCatalog(c.req.param("type"));
    return c.json(show(bindings.of(c.get("caller"), c.req.param("name"))));
  });

  app.patch(BINDINGS, async (c) => {
    const body = await readBody(c);
    requireCatalog(c.req.param("type"));
    const change = { add: workspacesIn(body, "add"), remove: workspacesIn(body, "remove") };
    return c.json(show(bindings.change(c.get("caller"), c.req.param("name"), change)));
  });

  app.get(WORKSPACE_BINDINGS, (c) => c.json({ workspaces: bindings.of(c.get("caller"), c.req.param("name")) }));

  app.patch(WORKSPACE_BINDINGS, async (c) => {
    const body = await readBody(c);
    const change = {
      add: body.integers("assign_workspaces") ?? [],
      remove: body.integers("unassign_workspaces") ?? [],
    };
    return c.json({ workspaces: bindings.change(c.get("caller"), c.req.param("name"), change) });
  });
};

function requireCatalog(type: string): void {
  if (type !== "catalog") {
    throw new ServiceError("NOT_IMPLEMENTED", `The sandbox does not emulate bindings of securable type ${type}.`);
  }
}

function workspacesIn(body: Fields, name: "add" | "remove"): number[] {
  return (body.objects(name) ?? []).map((binding) => {
    if ((binding.string("binding_type") ?? READ_WRITE) !== READ_WRITE) {
      throw new ServiceError("NOT_IMPLEMENTED", "The sandbox does not emulate read-only bindings.");
    }
    const id = binding.integer("workspace_id");
    if (id === undefined) throw invalid("Missing required field: workspace_id");
    return id;
  });
}
