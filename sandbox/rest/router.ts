import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ServiceError } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { bindings } from "./bindings";
import { catalogs } from "./catalogs";
import type { Area, RestApp, RestEnv } from "./context";
import { driver } from "./driver";
import { answerError } from "./errors";
import { grants } from "./grants";
import { logRequests } from "./log";
import { metastore } from "./metastore";
import { oidc } from "./oidc";
import { permissions } from "./permissions";
import { schemas } from "./schemas";
import { scim } from "./scim";
import { servicePrincipalSecrets } from "./service-principal-secrets";
import { settings } from "./settings";
import { tables } from "./tables";
import { tokenManagement } from "./token-management";
import { tokens } from "./tokens";
import { unknownRoute } from "./unknown-route";
import { warehouses } from "./warehouses";

export interface RestOptions {
  readonly workspace: Workspace;
  /** The sandbox's own https URL, known once it listens. */
  readonly url: () => string;
  /** Receives one line for each request. */
  readonly log?: (line: string) => void;
}

/** Larger than any request of the emulated APIs. */
const MAX_BODY = 4 * 1024 * 1024;

/** Areas that need a credential. */
const AREAS: readonly Area[] = [
  metastore,
  catalogs,
  schemas,
  tables,
  grants,
  bindings,
  warehouses,
  permissions,
  scim,
  servicePrincipalSecrets,
  tokens,
  tokenManagement,
  settings,
  driver,
];

/** The workspace's REST API, as an app that takes fetch-style requests. */
export function createRestApp(options: RestOptions): Hono {
  const { workspace, url, log = () => undefined } = options;
  const app: RestApp = new Hono<RestEnv>();

  app.use(logRequests(log));
  app.use(async (c, next) => {
    await next();
    c.header("X-Databricks-Org-Id", String(workspace.data.identity.workspaceId));
    if (c.req.method !== "GET" && c.req.method !== "HEAD") workspace.changed();
  });
  app.use(
    bodyLimit({
      maxSize: MAX_BODY,
      onError: () => {
        throw new ServiceError("PAYLOAD_TOO_LARGE", `The body of a request may have at most ${MAX_BODY} bytes.`);
      },
    }),
  );
  app.onError((error, c) => answerError(error, c, log));
  app.notFound((c) => unknownRoute(c));

  app.get("/health", (c) => c.json({ status: "ok" }));
  oidc(app, { workspace, url });
  for (const path of ["/api/*", "/telemetry-ext"]) {
    app.use(path, async (c, next) => {
      const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1];
      c.set("caller", workspace.credentials.authenticate(bearer));
      await next();
    });
  }
  AREAS.forEach((area) => area(app, { workspace, url }));
  // What requests carry in here is no concern of those who send them.
  return app as unknown as Hono;
}
