import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, refusal, run, startHarness } from "./harness";

const USE = ["USE CATALOG ON CATALOG c", "USE SCHEMA ON SCHEMA c.s"];

async function start(privilegeModel: "1.0" | "1.1") {
  const harness = await startHarness({ workspaceOptions: { privilegeModel } });
  const tool = harness.tool();
  await harness.admin("CREATE CATALOG c", "CREATE SCHEMA c.s", "CREATE TABLE c.s.t AS SELECT 1 AS id");
  const grant = async (...grants: string[]) => {
    harness.workspace.data.grants.forEach((held) => held.delete(tool.name));
    await harness.admin(...[...USE, ...grants].map((each) => `GRANT ${each} TO \`${tool.name}\``));
  };
  return { harness, grant, session: await harness.connect(tool.token), admin: await harness.connect() };
}

describe("in privilege model 1.0", () => {
  let harness: Harness;
  let session: IDBSQLSession;
  let admin: IDBSQLSession;
  let grant: (...grants: string[]) => Promise<void>;
  beforeAll(async () => ({ harness, session, admin, grant } = await start("1.0")));
  afterAll(() => harness.close());

  test("a materialized view keeps its rows until it is refreshed", async () => {
    await run(admin, "CREATE MATERIALIZED VIEW c.s.m (n COMMENT 'x') COMMENT 'kept' AS SELECT id * 10 FROM c.s.t");
    await run(admin, "INSERT INTO c.s.t VALUES (2)");
    expect(await run(admin, "SELECT n FROM c.s.m")).toEqual([{ n: 10 }]);
    await run(admin, "REFRESH MATERIALIZED VIEW c.s.m");
    expect(await run(admin, "SELECT n FROM c.s.m ORDER BY n")).toEqual([{ n: 10 }, { n: 20 }]);
    expect(await run(admin, "SHOW VIEWS IN c.s")).toMatchObject([{ viewName: "m", isMaterialized: true }]);
    expect(
      await run(admin, "SELECT table_name, table_type FROM c.information_schema.tables WHERE table_name = 'm'"),
    ).toEqual([{ table_name: "m", table_type: "MATERIALIZED_VIEW" }]);
    expect(await refusal(admin, "INSERT INTO c.s.m VALUES (1)")).toMatch("EXPECT_TABLE_NOT_VIEW");
    expect(await refusal(admin, "DROP TABLE c.s.m")).toMatch("WRONG_COMMAND_FOR_OBJECT_TYPE");
    expect(await refusal(admin, "REFRESH MATERIALIZED VIEW c.s.t")).toMatch("EXPECT_MATERIALIZED_VIEW");
    await run(admin, "CREATE OR REPLACE MATERIALIZED VIEW c.s.m AS SELECT 7 AS x");
    expect(await run(admin, "SELECT * FROM c.s.m")).toEqual([{ x: 7 }]);
    await run(admin, "DROP MATERIALIZED VIEW c.s.m");
    await run(admin, "DROP MATERIALIZED VIEW IF EXISTS c.s.m");
  });

  test("CREATE TABLE makes views, and CREATE MATERIALIZED VIEW nothing but those", async () => {
    await grant("CREATE TABLE ON SCHEMA c.s", "SELECT ON TABLE c.s.t");
    await run(session, "CREATE VIEW c.s.v AS SELECT * FROM c.s.t");
    await run(session, "DROP VIEW c.s.v");
    expect(await refusal(session, "CREATE MATERIALIZED VIEW c.s.m AS SELECT 1 AS x")).toMatch(
      "User does not have CREATE MATERIALIZED VIEW on Schema 'c.s'.",
    );
    await grant("CREATE MATERIALIZED VIEW ON SCHEMA c.s");
    await run(session, "CREATE MATERIALIZED VIEW c.s.m AS SELECT 1 AS x");
    await run(session, "REFRESH MATERIALIZED VIEW c.s.m");
    await run(session, "DROP MATERIALIZED VIEW c.s.m");
    expect(await refusal(session, "CREATE VIEW c.s.v AS SELECT 1 AS x")).toMatch("CREATE TABLE on Schema 'c.s'");
    expect(await refusal(session, "CREATE MATERIALIZED VIEW c.s.m AS SELECT * FROM c.s.t")).toMatch(
      "User does not have SELECT on Table 'c.s.t'.",
    );
  });

  test("REFRESH takes the privilege of that name, and runs with the owner's rights", async () => {
    await run(admin, "CREATE MATERIALIZED VIEW c.s.m AS SELECT * FROM c.s.t");
    await grant("SELECT ON TABLE c.s.m");
    expect(await refusal(session, "REFRESH MATERIALIZED VIEW c.s.m")).toMatch("does not have REFRESH on Table 'c.s.m'");
    await grant("REFRESH ON TABLE c.s.m", "SELECT ON TABLE c.s.m");
    await run(session, "REFRESH MATERIALIZED VIEW c.s.m");
    await run(admin, "DROP MATERIALIZED VIEW c.s.m");
  });
});

test("in privilege model 1.1, views take CREATE VIEW", async () => {
  const { harness, session, grant } = await start("1.1");
  try {
    await grant("CREATE TABLE ON SCHEMA c.s");
    expect(await refusal(session, "CREATE VIEW c.s.v AS SELECT 1 AS x")).toMatch(
      "User does not have CREATE VIEW on Schema 'c.s'.",
    );
    await grant("CREATE VIEW ON SCHEMA c.s");
    await run(session, "CREATE VIEW c.s.v AS SELECT 1 AS x");
    expect(await refusal(session, "CREATE TABLE c.s.own (x INT)")).toMatch("CREATE TABLE on Schema 'c.s'");
  } finally {
    await harness.close();
  }
});
