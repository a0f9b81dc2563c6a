import { ServiceError } from "../../lib/databricks/http/service-error";
import { checkTool, customers, READS, type Situation } from "../support/stand-in-tool";
import { denied, type Script } from "../support/stand-in-workspace";

const listed = (...tables: [name: string, type: string][]) =>
  tables.map(([table_name, table_type]) => ({ ...customers, table_name, table_type }));

const reading = (tables: [string, string][], script: Script = [], routes: Situation["routes"] = {}) =>
  checkTool("kater", { ...READS, routes, script: [[/information_schema\.tables/, listed(...tables)], ...script] });

test("one of each kind is tried, some of the views, and how many of how many is said", async () => {
  const { of, statements } = await reading([
    ["a", "MANAGED"],
    ["b", "MANAGED"],
    ["e", "EXTERNAL"],
    ["m", "MATERIALIZED_VIEW"],
    ["n", "METRIC_VIEW"],
    ...["v1", "v2", "v3", "v4"].map((name): [string, string] => [name, "VIEW"]),
  ]);
  const tried = statements.filter((each) => each.startsWith("SELECT * FROM `shop`"));
  expect(tried.map((each) => /`(\w+)` LIMIT/.exec(each)?.[1])).toEqual(["a", "e", "m", "v1", "v2", "v3"]);
  expect(of("select")).toMatchObject({
    status: "PASS",
    message: expect.stringContaining("(6 of the 9 tables and views that it sees were tried)") as string,
  });
});

test.each([
  [
    "its owner lost a right",
    denied("User does not have SELECT on Table 'hr.base.t'."),
    /works with the rights of its owner/,
  ],
  [
    "what it uses is gone",
    new ServiceError("[TABLE_OR_VIEW_NOT_FOUND] The table or view `shop`.`crm`.`old` cannot be found.", {
      kind: "missing-object",
    }),
    /shop\.crm\.broken is broken: it uses the table shop\.crm\.old/,
  ],
  [
    "it is wrong",
    new ServiceError("[UNRESOLVED_COLUMN] A column", { kind: "other" }),
    /^shop\.crm\.broken: \[UNRESOLVED/,
  ],
])("a view that is broken beside a good table is a warning: %s", async (_name, error, cause) => {
  const { of } = await reading(
    [
      ["good", "MANAGED"],
      ["broken", "VIEW"],
    ],
    [[/FROM `shop`\.`crm`\.`broken`/, error]],
  );
  expect(of("select")).toMatchObject({ status: "WARN", cause: expect.stringMatching(cause) as string });
  expect(of("select").message).toContain("reads shop.crm.good");
});

test("nothing that can be read is a failure", async () => {
  const { of } = await reading(
    [
      ["a", "MANAGED"],
      ["v", "VIEW"],
    ],
    [[/^SELECT \* FROM `shop`/, denied("User does not have SELECT on Table 'shop.crm.a'.")]],
  );
  expect(of("select").status).toBe("FAIL");
});

test("row filters and masks on what is read are a warning that names them", async () => {
  const { of } = await reading([["a", "MANAGED"]], [], {
    "GET /api/2.1/unity-catalog/tables/shop.crm.a": {
      body: {
        name: "a",
        table_type: "MANAGED",
        row_filter: { function_name: "hr.rules.by_region", input_column_names: ["id"] },
        columns: [{ name: "id" }, { name: "name", mask: { function_name: "hr.rules.hide" } }],
      },
    },
  });
  expect(of("select")).toMatchObject({
    status: "WARN",
    cause: expect.stringContaining("shop.crm.a by hr.rules.by_region, hr.rules.hide") as string,
  });
});

test("a schema of system that is not enabled is no deploy's to bring back", async () => {
  const gone = new ServiceError("[SCHEMA_NOT_FOUND] The schema `system`.`access` cannot be found.", {
    kind: "missing-object",
  });
  const { of } = await checkTool("kater", {
    connection: { catalog: "shop", schema: undefined, read: ["system.access.audit"] },
    script: [
      [/^SHOW CATALOGS/, [{ catalog: "system" }, { catalog: "shop" }]],
      [/^SHOW SCHEMAS/, [{ databaseName: "access" }]],
      [/FROM `system`\.`access`\.`audit`/, gone],
    ],
  });
  expect(of("select").fix).toContain("\ndatabricks system-schemas enable METASTORE_ID access");
  expect(of("select").fix).not.toContain("cdktf deploy");
});
