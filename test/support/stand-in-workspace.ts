import type { CheckOptions } from "../../lib/check/run";
import { PROFILES } from "../../profiles";
import type { Connection } from "../../lib/terraform/connection";
import { Secret } from "../../lib/databricks/secret";
import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Row } from "../../lib/databricks/sql/session";
import { standIn, type Routes } from "./stand-in-server";

export const PRINCIPAL = "3f0a1c52-0000-4000-8000-000000000001";
export const DAY = 24 * 60 * 60 * 1000;

export const CONNECTION: Connection = {
  integration: "clevertap",
  tool: "clevertap",
  host: "localhost",
  port: 443,
  http_path: "/sql/1.0/warehouses/w1",
  warehouse_id: "w1",
  warehouse_name: "clevertap",
  auto_stop_minutes: 10,
  catalog: "cat",
  schema: "sch",
  read: [],
  principal: { application_id: PRINCIPAL, display_name: "clevertap" },
  credential: { kind: "pat", id: "t1", lifetime_days: 90 },
};

export const denied = (text: string) => new ServiceError(text, { kind: "privilege", sqlState: "42501" });

/** What a statement answers; the first pattern that fits counts. */
export type Script = readonly (readonly [RegExp, Row[] | Error])[];

const grantRow = (privilege: string, type: string, key: string, principal = PRINCIPAL): Row => ({
  Principal: principal,
  ActionType: privilege,
  ObjectType: type,
  ObjectKey: key,
});
export { grantRow };

/** A workspace in which CleverTap has exactly what its profile asks for. */
const WELL: Script = [
  [/FROM system\.information_schema\.\w+_privileges/, []],
  [/^SELECT current_user\(\)/, [{ "current_user()": PRINCIPAL }]],
  [/^SHOW CATALOGS/, [{ catalog: "cat" }]],
  [/^SHOW SCHEMAS/, [{ databaseName: "sch" }]],
  [/information_schema\.catalogs/, [{ catalog_owner: "owner@example.com" }]],
  [/information_schema\.schemata/, [{ schema_name: "sch", schema_owner: "owner@example.com" }]],
  [/lower\(table_owner\) IN/, []],
  [/information_schema\.columns/, []],
  [/^(CREATE|DROP) (TABLE|VIEW|MATERIALIZED VIEW|VOLUME) .*`sch`/, []],
  [/^(INSERT INTO|MERGE INTO) .*`sch`/, []],
  [/^SELECT id, name FROM/, [{ id: 1, name: "onramp" }]],
  [/FROM `other`/, denied("User does not have USE CATALOG on Catalog 'other'.")],
  [/^CREATE SCHEMA/, denied("User does not have CREATE SCHEMA on Catalog 'cat'.")],
  [/^CREATE (TABLE|VIEW|VOLUME|FUNCTION) `(other|shop)`/, denied("User does not have USE CATALOG on Catalog 'other'.")],
  [/^GRANT|^ALTER TABLE .* OWNER TO/, denied("User does not have MANAGE on Catalog 'cat'.")],
  [
    /^SHOW GRANTS .*ON SCHEMA/,
    [
      grantRow("USE SCHEMA", "SCHEMA", "cat.sch"),
      grantRow("SELECT", "SCHEMA", "cat.sch"),
      grantRow("CREATE TABLE", "SCHEMA", "cat.sch"),
      grantRow("USE CATALOG", "CATALOG", "cat"),
    ],
  ],
];

const warehouse = {
  id: "w1",
  name: "clevertap",
  state: "RUNNING",
  auto_stop_mins: 10,
  cluster_size: "2X-Small",
  num_clusters: 1,
};

const ROUTES: Routes = {
  "GET /api/2.1/unity-catalog/metastore_summary": {
    body: { metastore_id: "m1", name: "m", owner: "admins@example.com" },
  },
  "GET /api/2.1/unity-catalog/effective-permissions/metastore/m1": { body: {} },
  "GET /api/2.0/preview/scim/v2/Me": { body: { userName: PRINCIPAL } },
  "GET /api/2.0/sql/warehouses/w1": { body: warehouse },
  "POST /api/2.0/sql/warehouses/w1/edit": { status: 403, body: { error_code: "PERMISSION_DENIED", message: "no" } },
  "GET /api/2.0/token/list": {
    body: { token_infos: [{ token_id: "t1", comment: "onramp:clevertap", expiry_time: Date.now() + 90 * DAY }] },
  },
};

/** A stand-in for the workspace, with what shall differ from a well-behaved one. */
export async function standInWorkspace(script: Script = [], routes: Routes = {}) {
  const rest = await standIn({ ...ROUTES, ...routes });
  const statements: string[] = [];
  let open = 0;
  const options: CheckOptions = {
    connection: CONNECTION,
    secret: new Secret("stand-in-token-0123456789"),
    profile: PROFILES.get("clevertap")!,
    canary: { catalog: "other", schema: "canary", table: "secret" },
    restUrl: rest.url,
    openSession: () => {
      open++;
      return Promise.resolve({
        query(statement: string, signal?: AbortSignal) {
          if (signal?.aborted) return Promise.reject(new ServiceError("cancelled", { kind: "cancelled" }));
          statements.push(statement);
          const answer = [...script, ...WELL].find(([pattern]) => pattern.test(statement))?.[1];
          if (answer === undefined) return Promise.reject(new Error(`not in the script: ${statement}`));
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
        close: () => Promise.resolve(void open--),
      });
    },
  };
  return { options, statements, calls: rest.calls, openSessions: () => open, close: rest.close };
}
