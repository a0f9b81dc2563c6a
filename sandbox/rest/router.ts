import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ServiceError } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { ENTRY, requireEntitlement } from "../state/entitlements";
import { noteAddress } from "./address";
import { audit } from "./audit";
import { bindings } from "./bindings";
import { catalogs } from "./catalogs";
import { clusters } from "./clusters";
import { connections } from "./connections";
import type { Area, RestApp, RestEnv } from "./context";
import { driver } from "./driver";
import { answerError } from "./errors";
import { FILES, files } from "./files";
import { functions } from "./functions";
import { grants } from "./grants";
import { ipAccessLists } from "./ip-access-lists";
import { logRequests } from "./log";
import { metastore } from "./metastore";
import { oidc } from "./oidc";
import { permissions } from "./permissions";
import { providers } from "./providers";
import { schemas } from "./schemas";
import { scim } from "./scim";
import { servicePrincipalSecrets } from "./service-principal-secrets";
import { settings } from "./settings";
import { tableCredentials } from "./table-credentials";
import { tables } from "./tables";
import { tokenManagement } from "./token-management";
import { tokens } from "./tokens";
import { unknownRoute } from "./unknown-route";
import { volumes } from "./volumes";
import { warehouseConfig } from "./warehouse-config";
import { warehouses } from "./warehouses";

export interface RestOptions {
  readonly workspace: Workspace;
  /** The sandbox's own https URL, known once it listens. */
  readonly url: () => string;
  /** Receives one line for each request. */
  readonly log?: (line: string) => void;
}

/** Larger than any request of the emulated APIs, but for files. */
const MAX_BODY = 4 * 1024 * 1024;

/** Areas that need a credential. */
const AREAS: readonly Area[] = [
  metastore,
  catalogs,
  schemas,
  tables,
  tableCredentials,
  volumes,
  files,
  functions,
  grants,
  bindings,
  providers,
  connections,
  warehouses,
  warehouseConfig,
  clusters,
  permissions,
  scim,
  servicePrincipalSecrets,
  tokens,
  tokenManagement,
  settings,
  ipAccessLists,
  driver,
];

/** The workspace's REST API, as an app that takes fetch-style requests. */
export function createRestApp(options: RestOptions): Hono {
  const { workspace, url, log = () => undefined } = options;
  const app: RestApp = new Hono<RestEnv>();

  app.use(noteAddress);
  app.use(logRequests(log));
  app.use(async (c, next) => {
    await next();
    c.header("X-Databricks-Org-Id", String(workspace.data.identity.workspaceId));
    if (c.req.method === "GET" || c.req.method === "HEAD") return;
    workspace.changed();
    await workspace.settled();
  });
  const limitBody = bodyLimit({
    maxSize: MAX_BODY,
    onError: () => {
      throw new ServiceError("PAYLOAD_TOO_LARGE", `The body of a request may have at most ${MAX_BODY} bytes.`);
    },
  });
  app.use((c, next) => (c.req.path.startsWith(`${FILES}/`) ? next() : limitBody(c, next)));
  app.onError((error, c) => answerError(error, c, log));
  app.notFound((c) => unknownRoute(c));

  app.get("/health", (c) => c.json({ status: "ok" }));
  app.use("/oidc/*", async (c, next) => {
    workspace.ipAccess.requireAllowed(c.get("address"));
    await next();
  });
  oidc(app, { workspace, url });
  for (const path of ["/api/*", "/telemetry-ext"]) {
    app.use(path, audit(workspace), async (c, next) => {
      const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1];
      const caller = workspace.credentials.authenticate(bearer);
      c.set("caller", caller);
      workspace.ipAccess.requireAllowed(c.get("address"));
      requireEntitlement(workspace.principals, caller, ENTRY);
      await next();
    });
  }
  AREAS.forEach((area) => area(app, { workspace, url }));
  // What requests carry in here is no concern of those who send them.
  return app as unknown as Hono;
}
