import { denied, invalid } from "../state/errors";
import type { Area } from "./context";

/** Settings that this workspace has; none can be changed. `"0"` = tokens may live for ever. */
const WORKSPACE_CONF: ReadonlyMap<string, string> = new Map([
  ["enableIpAccessLists", "false"],
  ["enableTokensConfig", "true"],
  ["maxTokenLifetimeDays", "0"],
]);

/** Workspace settings, read-only: IP access lists are off and there are none. Both are for admins. */
export const settings: Area = (app) => {
  app.get("/api/2.0/workspace-conf", (c) => {
    if (!c.get("caller").isAdmin) throw denied("Only workspace admins can read workspace settings.");
    const keys = c.req.query("keys");
    if (!keys) throw invalid("Missing required field: keys");
    return c.json(
      Object.fromEntries(
        keys.split(",").map((key) => {
          const value = WORKSPACE_CONF.get(key);
          if (value === undefined) throw invalid(`Invalid keys: [${key}]`);
          return [key, value];
        }),
      ),
    );
  });

  app.get("/api/2.0/ip-access-lists", (c) => {
    if (!c.get("caller").isAdmin) throw denied("Only workspace admins can read IP access lists.");
    return c.json({ ip_access_lists: [] });
  });
};
