import { invalid } from "../state/errors";
import { readBody } from "./body";
import type { Area } from "./context";

const SETTINGS = "/api/2.0/workspace-conf";

/** Workspace settings. @see https://docs.databricks.com/api/workspace/workspaceconf */
export const settings: Area = (app, { workspace }) => {
  app.get(SETTINGS, (c) => {
    const keys = c.req.query("keys");
    if (!keys) throw invalid("Missing required field: keys");
    const entries = keys.split(",").map((key) => [key, workspace.settings.get(c.get("caller"), key)]);
    return c.json(Object.fromEntries(entries) as Record<string, string>);
  });

  app.patch(SETTINGS, async (c) => {
    workspace.settings.set(c.get("caller"), (await readBody(c)).texts(), c.get("address"));
    return c.body(null, 204);
  });
};
