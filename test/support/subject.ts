import type { Subject } from "../../lib/forms/subject";
import { findProfile } from "../../profiles";
import type { Connection } from "../../lib/terraform/connection";
import { Secret } from "../../lib/databricks/secret";

/** What must not be seen anywhere. */
export const SECRET_TEXT = "stand-in-token-0123456789-3f2a";

/** A connection of CleverTap's, as a deploy puts it out. */
export const connection: Connection = {
  integration: "clevertap",
  tool: "clevertap",
  host: "localhost",
  port: 40123,
  http_path: "/sql/1.0/warehouses/7c1f0e5a9b2d4c68",
  warehouse_id: "7c1f0e5a9b2d4c68",
  warehouse_name: "clevertap",
  auto_stop_minutes: 10,
  catalog: "clevertap_catalog",
  schema: "clevertap_schema",
  read: [],
  principal: { application_id: "3f0a1c52-0000-4000-8000-000000000001", display_name: "clevertap" },
  credential: { kind: "pat", id: "t1", lifetime_days: 90 },
};

/** The same on a cluster. */
export const onCluster: Connection = {
  ...connection,
  warehouse_id: undefined,
  warehouse_name: undefined,
  http_path: "sql/protocolv1/o/42/0222-185802-deny427",
  cluster_id: "0222-185802-deny427",
  cluster_name: "etl <shared>",
};

/** The same with a client id and secret. */
export const oauth: Connection = { ...connection, credential: { ...connection.credential, kind: "oauth" } };

/** A deployed connection of a tool; CleverTap's with its token unless said otherwise. */
export function subject({ tool = "clevertap", ...rest }: Partial<Subject> & { readonly tool?: string } = {}): Subject {
  return { profile: findProfile(tool)!, connection, secret: new Secret(SECRET_TEXT), ...rest };
}
