import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.admin("CREATE CATALOG c", "CREATE SCHEMA c.s", "CREATE TABLE c.s.t (id INT)", "CREATE VOLUME c.s.v");
});
afterAll(() => harness.close());

test("sets, shows and removes tags", async () => {
  const admin = await harness.connect();
  await run(admin, "ALTER TABLE c.s.t SET TAGS ('pii', 'team' = 'bi')");
  await run(admin, "ALTER TABLE c.s.t UNSET TAGS ('pii')");
  await run(admin, "ALTER SCHEMA c.s SET TAGS ('layer' = 'gold')");
  await run(admin, "ALTER CATALOG c SET TAGS ('cost' = '42')");
  await run(admin, "ALTER VOLUME c.s.v SET TAGS ('kind' = 'stage')");
  const tags = (view: string) => run(admin, `SELECT tag_name, tag_value FROM c.information_schema.${view}`);
  expect(await tags("table_tags")).toEqual([{ tag_name: "team", tag_value: "bi" }]);
  expect(await tags("schema_tags")).toEqual([{ tag_name: "layer", tag_value: "gold" }]);
  expect(await tags("catalog_tags")).toEqual([{ tag_name: "cost", tag_value: "42" }]);
  expect(await tags("volume_tags")).toEqual([{ tag_name: "kind", tag_value: "stage" }]);
});

test("takes APPLY TAG", async () => {
  const { name, token } = harness.tool();
  const session = await harness.connect(token);
  for (const each of ["USE CATALOG ON CATALOG c", "USE SCHEMA ON SCHEMA c.s", "SELECT ON TABLE c.s.t"]) {
    await harness.admin(`GRANT ${each} TO \`${name}\``);
  }
  const tag = "ALTER TABLE c.s.t SET TAGS ('x' = 'y')";
  expect(await refusal(session, tag)).toMatch("User does not have APPLY TAG on Table 'c.s.t'.");
  await harness.admin(`GRANT APPLY TAG ON TABLE c.s.t TO \`${name}\``);
  await run(session, tag);
});
