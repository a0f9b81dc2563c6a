import { expectedPrivileges } from "../../lib/access/expected-privileges";
import { runCheck, type CheckOptions } from "../../lib/check/run";
import { findProfile } from "../../profiles";
import type { Connection } from "../../lib/terraform/connection";
import type { Privilege } from "../../lib/databricks/privilege";
import { fullName, kindOf } from "../../lib/databricks/securable";
import type { Row } from "../../lib/databricks/sql/session";
import type { Routes } from "./stand-in-server";
import { CONNECTION, denied, grantRow, standInWorkspace, type Script } from "./stand-in-workspace";

/** How a tool is set up, and what differs from a workspace in which all is well. */
export interface Situation {
  readonly access?: string;
  readonly connection?: Partial<Connection>;
  readonly script?: Script;
  readonly routes?: Routes;
  /** A privilege that the tool does not hold. */
  readonly without?: Privilege;
  readonly more?: Partial<CheckOptions>;
}

const FILES: Routes = {
  "GET /api/2.0/fs/directories/*": { body: { contents: [] } },
  "PUT /api/2.0/fs/files/*": { status: 204, body: "" },
  "DELETE /api/2.0/fs/files/*": { status: 204, body: "" },
};
const FUNCTION: Routes = {
  "GET /api/2.1/unity-catalog/functions/shop.crm.double": {
    body: { name: "double", input_params: { parameters: [{ name: "x" }] } },
  },
};
const VENDING: Routes = {
  "GET /api/2.1/unity-catalog/tables/shop.crm.customers": { body: { name: "customers", table_id: "42" } },
  "POST /api/2.1/unity-catalog/temporary-table-credentials": { body: { expiration_time: 1 } },
};

/** Checks a tool in a workspace where it holds what its profile asks for, and something to try everything on. */
export async function checkTool(tool: string, situation: Situation = {}) {
  const { access, script = [], routes, without, more } = situation;
  const profile = findProfile(tool, access)!;
  const connection: Connection = { ...CONNECTION, tool, ...situation.connection };
  const managed = expectedPrivileges(connection, profile).flatMap(({ on, privileges }) =>
    [...privileges]
      .filter((privilege) => privilege !== without)
      .map((privilege) => grantRow(privilege.replaceAll("_", " "), kindOf(on).toUpperCase(), fullName(on))),
  );
  const workspace = await standInWorkspace(
    [
      ...script,
      [/^SHOW GRANTS/, managed],
      [/^SHOW CATALOGS/, [{ catalog: "cat" }, { catalog: "shop" }]],
      [/^SHOW (SCHEMAS|VOLUMES) IN .* LIKE '_onramp/, []],
      [/^SHOW SCHEMAS/, ["sch", "crm", "store"].map((databaseName) => ({ databaseName }))],
      [
        /^CREATE (TABLE|VIEW|VOLUME|FUNCTION) `shop`\.`crm`/,
        denied("User does not have CREATE TABLE on Schema 'shop.crm'."),
      ],
      [
        /^ALTER (TABLE|VIEW|VOLUME|FUNCTION) `(shop|cat)`/,
        denied("User does not have MANAGE on Table 'shop.crm.customers'."),
      ],
      [/lower\(table_owner\) IN/, []],
      [/information_schema\.tables/, [customers]],
      [/information_schema\.volumes/, [volume]],
      [/information_schema\.routines/, [routine]],
      [/read_files/, [{ id: 1, name: "onramp" }]],
      [/FROM `shop`\.`crm`|^SELECT id FROM|^SELECT `shop`/, [{ id: 1 }]],
      [/^DELETE FROM|^GRANT MANAGE|^DROP SCHEMA/, []],
      [/^(CREATE|DROP) TABLE .*`(store|_onramp_\w+)`|^(INSERT|MERGE) INTO .*`store`/, []],
    ],
    { ...FILES, ...FUNCTION, ...VENDING, ...routes },
  );
  try {
    const options = { ...workspace.options, canary: undefined, profile, connection, ...more };
    const report = await runCheck(options);
    const of = (name: string) => report.test_results.find(({ test_name }) => test_name === name)!;
    return { ...workspace, report, of };
  } finally {
    await workspace.close();
  }
}

/** What others have put there, as `information_schema` lists it. */
export const customers: Row = {
  table_schema: "crm",
  table_name: "customers",
  table_type: "MANAGED",
  table_owner: "owner@example.com",
  column_count: 2,
  text_column: "name",
  numeric_column: "id",
};
const volume: Row = { volume_schema: "crm", volume_name: "files", volume_owner: "owner@example.com" };
const routine: Row = { routine_schema: "crm", routine_name: "double", routine_owner: "owner@example.com" };

/** Situations of tools: what they read or write, and the variant of their access. */
export const READS: Situation = { connection: { catalog: "shop", schema: undefined, read: ["shop.crm"] } };
export const ATLAN: Situation = { ...READS, access: "data-reader" };
export const VENDED: Situation = { ...READS, access: "credential-vending" };
export const EXISTING: Situation = { access: "existing" };
export const FIVETRAN: Situation = { connection: { schema: undefined }, script: [[/^CREATE SCHEMA/, []]] };
export const QUALYTICS: Situation = {
  connection: { ...READS.connection, second_forms: { enrichment: { catalog: "cat", schema: "store" } } },
};
