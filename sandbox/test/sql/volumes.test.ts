import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, refusal, run, startHarness } from "./harness";

const STAGE = "/Volumes/c/s/stage";
const folder = mkdtempSync(join(tmpdir(), "files-"));
let harness: Harness;
let tool: { name: string; token: string };
let session: IDBSQLSession;
let admin: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness({ workspaceOptions: { filesFolder: folder } });
  tool = harness.tool();
  session = await harness.connect(tool.token);
  admin = await harness.connect();
  await harness.admin("CREATE CATALOG c", "CREATE SCHEMA c.s", "CREATE VOLUME c.s.stage COMMENT 'files'");
  await put("in/a.csv", "id,name\n1,x\n2,y\n");
  await put("in/_SUCCESS", "");
  await put("one.json", '{"id": 3, "name": "z"}\n{"id": 4}\n');
  await put("bare.csv", "5;v\n");
});
afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (path: string, content: string) =>
  harness.workspace.files.write(harness.workspace.admin, `${STAGE}/${path}`, Readable.from([content]), true);

const grant = async (...grants: string[]) => {
  harness.workspace.data.grants.forEach((held) => held.delete(tool.name));
  await harness.admin(...grants.map((each) => `GRANT ${each} TO \`${tool.name}\``));
};
const USE = ["USE CATALOG ON CATALOG c", "USE SCHEMA ON SCHEMA c.s"];

test("creates, shows, describes, alters and drops a volume", async () => {
  await run(admin, "CREATE VOLUME IF NOT EXISTS c.s.stage");
  await run(admin, "CREATE VOLUME c.s.landing");
  expect(await run(admin, "SHOW VOLUMES IN c.s")).toEqual([
    { database: "s", volume_name: "landing" },
    { database: "s", volume_name: "stage" },
  ]);
  expect(await run(admin, "SHOW VOLUMES IN c.s LIKE 'st*'")).toHaveLength(1);
  await run(admin, "COMMENT ON VOLUME c.s.landing IS 'later'");
  await run(admin, "ALTER VOLUME c.s.landing RENAME TO c.s.arrivals");
  expect(await run(admin, "DESCRIBE VOLUME c.s.arrivals")).toMatchObject([
    { name: "arrivals", catalog: "c", database: "s", volumeType: "MANAGED", comment: "later", storageLocation: null },
  ]);
  expect(
    await run(admin, "SELECT volume_name, volume_type FROM c.information_schema.volumes ORDER BY volume_name"),
  ).toEqual([
    { volume_name: "arrivals", volume_type: "MANAGED" },
    { volume_name: "stage", volume_type: "MANAGED" },
  ]);
  await run(admin, "DROP VOLUME c.s.arrivals");
  await run(admin, "DROP VOLUME IF EXISTS c.s.arrivals");
  expect(await refusal(admin, "DROP VOLUME c.s.arrivals")).toMatch("VOLUME_DOES_NOT_EXIST");
  expect(await refusal(admin, "CREATE VOLUME c.s.stage")).toMatch("VOLUME_ALREADY_EXISTS");
  expect(await refusal(admin, "CREATE EXTERNAL VOLUME c.s.x LOCATION 's3://x'")).toMatch("UNSUPPORTED_FEATURE");
});

test("lists files", async () => {
  expect(await run(admin, `LIST '${STAGE}/in'`)).toMatchObject([
    { path: `${STAGE}/in/_SUCCESS`, name: "_SUCCESS", size: 0 },
    { path: `${STAGE}/in/a.csv`, name: "a.csv", size: 16, modification_time: expect.any(Date) as Date },
  ]);
  expect(await run(admin, `LIST '${STAGE}' LIMIT 1`)).toHaveLength(1);
  expect(await refusal(admin, `LIST '${STAGE}/none'`)).toMatch("not found");
});

test.each([
  [
    `SELECT * FROM read_files('${STAGE}/in', format => 'csv', header => true)`,
    [
      { id: "1", name: "x" },
      { id: "2", name: "y" },
    ],
  ],
  [`SELECT f.id + 1 AS n FROM read_files('${STAGE}/one.json') f WHERE name = 'z'`, [{ n: 4 }]],
  [
    `SELECT * FROM json.\`${STAGE}/one.json\``,
    [
      { id: 3, name: "z" },
      { id: 4, name: null },
    ],
  ],
  [`SELECT _c1 FROM read_files('${STAGE}/bare.csv', sep => ';')`, [{ _c1: "v" }]],
])("reads files: %s", async (statement, rows) => {
  expect(await run(admin, statement)).toEqual(rows);
});

test.each([
  [`SELECT * FROM read_files('${STAGE}/in', format => 'avro')`, "UNSUPPORTED_FEATURE"],
  [`SELECT * FROM read_files('${STAGE}/in', format => 'csv', charset => 'x')`, "The option charset of csv files"],
  ["SELECT * FROM read_files('/etc/passwd', format => 'csv')", "Invalid path '/etc/passwd'"],
  [`SELECT * FROM read_files('${STAGE}/../../x', format => 'csv')`, "Invalid path"],
  [`SELECT * FROM read_files('${STAGE}/none', format => 'csv')`, "not found"],
  ["SELECT * FROM read_csv('/etc/passwd')", "UNSUPPORTED_FEATURE"],
])("refuses %s", async (statement, message) => {
  expect(await refusal(admin, statement)).toMatch(message);
});

test("loads files into a table, each only once", async () => {
  await run(admin, "CREATE TABLE c.s.t (id INT, name STRING)");
  const copy = `COPY INTO c.s.t FROM '${STAGE}/in' FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true')`;
  expect(await run(admin, copy)).toEqual([
    { num_affected_rows: 2, num_inserted_rows: 2, num_skipped_corrupt_files: 0 },
  ]);
  expect(await run(admin, copy)).toMatchObject([{ num_affected_rows: 0 }]);
  expect(await run(admin, `${copy} COPY_OPTIONS ('force' = 'true')`)).toMatchObject([{ num_affected_rows: 2 }]);
  await put("in/b.csv", "id,name\n9,n\n");
  expect(await run(admin, copy)).toMatchObject([{ num_affected_rows: 1 }]);
  await run(
    admin,
    `COPY INTO c.s.t FROM (SELECT id::INT AS id, upper(name) AS name FROM '${STAGE}') FILEFORMAT = JSON FILES = ('one.json')`,
  );
  expect(await run(admin, "SELECT id, name FROM c.s.t WHERE id IN (3, 4, 9) ORDER BY id")).toEqual([
    { id: 3, name: "Z" },
    { id: 4, name: null },
    { id: 9, name: "n" },
  ]);
  expect(await refusal(admin, `COPY INTO c.s.t FROM '${STAGE}/bare.csv' FILEFORMAT = CSV`)).toMatch(
    "DELTA_METADATA_MISMATCH",
  );
});

test.each([
  ["CREATE VOLUME c.s.own", USE, "User does not have CREATE VOLUME on Schema 'c.s'."],
  [`LIST '${STAGE}'`, USE, "User does not have READ VOLUME on Volume 'c.s.stage'."],
  [`LIST '${STAGE}'`, ["READ VOLUME ON VOLUME c.s.stage"], "User does not have USE CATALOG on Catalog 'c'."],
  [`SELECT * FROM read_files('${STAGE}/one.json')`, USE, "User does not have READ VOLUME on Volume 'c.s.stage'."],
  ["DESCRIBE VOLUME c.s.stage", USE, "User does not have READ VOLUME on Volume 'c.s.stage'."],
  ["DROP VOLUME c.s.stage", [...USE, "ALL PRIVILEGES ON VOLUME c.s.stage"], "User does not have MANAGE"],
  [
    "GRANT READ VOLUME ON VOLUME c.s.stage TO users",
    [...USE, "ALL PRIVILEGES ON VOLUME c.s.stage"],
    "User does not have MANAGE",
  ],
])("refuses %s with %j", async (statement, grants, message) => {
  await grant(...grants);
  expect(await refusal(session, statement)).toMatch(message);
});

test("lets a tool with CREATE TABLE and CREATE VOLUME stage, load and clean up, without any other privilege", async () => {
  await grant(...USE, "CREATE TABLE ON SCHEMA c.s", "CREATE VOLUME ON SCHEMA c.s");
  await run(session, "CREATE VOLUME c.s.own");
  const { files, principals } = harness.workspace;
  const principal = principals.findByName(tool.name);
  const caller = principal?.kind === "servicePrincipal" ? principals.asCaller(principal) : harness.workspace.admin;
  await files.write(caller, "/Volumes/c/s/own/x.json", Readable.from(['{"id": 1}']), true);
  await run(session, "CREATE TABLE c.s.loaded (id BIGINT)");
  await run(session, "COPY INTO c.s.loaded FROM '/Volumes/c/s/own/x.json' FILEFORMAT = JSON");
  expect(await run(session, "SELECT * FROM c.s.loaded")).toEqual([{ id: 1 }]);
  await run(session, "DROP TABLE c.s.loaded");
  await run(session, "DROP VOLUME c.s.own");
});

test("shows grants on volumes", async () => {
  await grant("READ VOLUME ON VOLUME c.s.stage", "WRITE VOLUME ON SCHEMA c.s");
  expect(await run(admin, `SHOW GRANTS \`${tool.name}\` ON VOLUME c.s.stage`)).toEqual([
    { Principal: tool.name, ActionType: "READ VOLUME", ObjectType: "VOLUME", ObjectKey: "c.s.stage" },
    { Principal: tool.name, ActionType: "WRITE VOLUME", ObjectType: "SCHEMA", ObjectKey: "c.s" },
  ]);
});
