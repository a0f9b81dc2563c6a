import {
  ATLAN,
  checkTool,
  customers,
  EXISTING,
  FIVETRAN,
  QUALYTICS,
  READS,
  VENDED,
  type Situation,
} from "../support/stand-in-tool";
import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Privilege } from "../../lib/databricks/privilege";
import { CONNECTION, denied, PRINCIPAL, type Script } from "../support/stand-in-workspace";

const own = `${CONNECTION.catalog}.${CONNECTION.schema}`;
const quoted = (name: string) => name.replace(/[^.]+/g, "`$&`");

test.each<[string, string, Situation, RegExp]>([
  ["sample", "kater", READS, /^SELECT `name` FROM `shop`\.`crm`\.`customers` WHERE `name` IS NOT NULL LIMIT 10$/],
  ["aggregate", "kater", READS, /^SELECT count\(`id`\), min\(`id`\), max\(`id`\) FROM .*LIMIT 1000\)$/],
  ["modify", "immuta", READS, /^DELETE FROM `shop`\.`crm`\.`customers` WHERE 1 = 0$/],
  ["govern", "immuta", READS, /^GRANT MANAGE ON SCHEMA `shop`\.`crm` TO/],
  ["create-schema", "fivetran", FIVETRAN, /^DROP SCHEMA IF EXISTS `cat`\.`_onramp_check_\w+` CASCADE$/],
  ["write-table", "dlt", {}, /^MERGE INTO `cat`\.`sch`\.`_onramp_check_/],
  ["write-view", "generic-writer", {}, /^CREATE VIEW `cat`\.`sch`\.`_onramp_check_/],
  ["materialized-view", "orb", {}, /^DROP MATERIALIZED VIEW IF EXISTS `cat`\.`sch`\.`_onramp_check_/],
  ["write-volume", "dlt", {}, /FROM read_files\('\/Volumes\/cat\/sch\/_onramp_check_\w+\/onramp\.csv'/],
  ["execute", "atlan", ATLAN, /^SELECT `shop`\.`crm`\.`double`\(NULL\)$/],
  ["enrichment/write-table", "qualytics", QUALYTICS, /^CREATE TABLE `cat`\.`store`\.`_onramp_check_/],
])("%s of %s passes by doing what the tool does", async (probe, tool, situation, statement) => {
  const { of, statements, report } = await checkTool(tool, situation);
  expect(of(probe)).toMatchObject({ status: "PASS" });
  expect(statements).toEqual(expect.arrayContaining([expect.stringMatching(statement) as string]));
  expect(report.test_results.filter(({ status }) => status === "FAIL")).toEqual([]);
});

test.each<[string, string, Situation, string[]]>([
  ["read-volume", "atlan", ATLAN, ["GET /api/2.0/fs/directories/Volumes/shop/crm/files"]],
  ["existing-volume", "generic-writer", EXISTING, ["GET /", "PUT /", "DELETE /"]],
  [
    "credential-vending",
    "elementary",
    VENDED,
    ["GET /api/2.1/unity-catalog/tables/shop.crm.customers", "POST /api/2.1/unity-catalog/temporary-table-credentials"],
  ],
])("%s of %s passes by calling what the tool calls", async (probe, tool, situation, expected) => {
  const { of, calls } = await checkTool(tool, situation);
  expect(of(probe)).toMatchObject({ status: "PASS" });
  const made = calls.map(({ method, path }) => `${method} ${path}`).filter((call) => /\/fs\/|unity/.test(call));
  for (const call of expected) expect(made).toContainEqual(expect.stringContaining(call));
});

describe("a privilege that is missing is named where the profile grants it", () => {
  const forbidden = (message: string) => ({ status: 403, body: { error_code: "PERMISSION_DENIED", message } });

  test.each<[string, string, Situation, string, string]>([
    [
      "select",
      "kater",
      { ...READS, script: [[/^SELECT \*/, denied("User does not have SELECT on Table 'shop.crm.customers'.")]] },
      "SELECT ON SCHEMA",
      "shop.crm",
    ],
    [
      "modify",
      "immuta",
      { ...READS, script: [[/^DELETE/, denied("User does not have MODIFY on Table 'shop.crm.customers'.")]] },
      "MODIFY ON SCHEMA",
      "shop.crm",
    ],
    [
      "govern",
      "immuta",
      { ...READS, script: [[/^GRANT MANAGE/, denied("User is not an owner of Schema 'shop.crm'.")]] },
      "MANAGE ON SCHEMA",
      "shop.crm",
    ],
    [
      "create-schema",
      "fivetran",
      {
        ...FIVETRAN,
        script: [[/^CREATE SCHEMA/, denied("User does not have CREATE SCHEMA on Catalog 'cat'.")]],
      },
      "CREATE SCHEMA ON CATALOG",
      "cat",
    ],
    [
      "write-view",
      "generic-writer",
      { script: [[/^CREATE VIEW/, denied("User does not have CREATE VIEW on Schema 'cat.sch'.")]] },
      "CREATE VIEW ON SCHEMA",
      own,
    ],
    [
      "materialized-view",
      "orb",
      { script: [[/^CREATE MATERIALIZED/, denied("PERMISSION_DENIED: not allowed")]] },
      "CREATE MATERIALIZED VIEW ON SCHEMA",
      own,
    ],
    [
      "write-volume",
      "dlt",
      { script: [[/^CREATE VOLUME/, denied("User does not have CREATE VOLUME on Schema 'cat.sch'.")]] },
      "CREATE VOLUME ON SCHEMA",
      own,
    ],
    [
      "existing-volume",
      "generic-writer",
      {
        ...EXISTING,
        routes: { "PUT /api/2.0/fs/files/*": forbidden("User does not have WRITE VOLUME on Volume 'cat.sch.files'.") },
      },
      "WRITE VOLUME ON SCHEMA",
      own,
    ],
    [
      "read-volume",
      "atlan",
      { ...ATLAN, routes: { "GET /api/2.0/fs/directories/*": forbidden("denied") } },
      "READ VOLUME ON SCHEMA",
      "shop.crm",
    ],
    [
      "execute",
      "atlan",
      {
        ...ATLAN,
        script: [
          [
            /^SELECT `shop`\.`crm`\.`double`/,
            denied("User does not have EXECUTE on Routine or Model 'shop.crm.double'."),
          ],
        ],
      },
      "EXECUTE ON SCHEMA",
      "shop.crm",
    ],
    [
      "credential-vending",
      "elementary",
      {
        ...VENDED,
        routes: {
          "POST /api/2.1/unity-catalog/temporary-table-credentials": forbidden(
            "User does not have EXTERNAL USE SCHEMA on Schema 'shop.crm'.",
          ),
        },
      },
      "EXTERNAL USE SCHEMA ON SCHEMA",
      "shop.crm",
    ],
    [
      "enrichment/write-table",
      "qualytics",
      {
        ...QUALYTICS,
        script: [[/^CREATE TABLE .*store/, denied("User does not have CREATE TABLE on Schema 'cat.store'.")]],
      },
      "CREATE TABLE ON SCHEMA",
      "cat.store",
    ],
  ])("fails: %s of %s", async (probe, tool, situation, what, on) => {
    const without = what.replace(/ ON \w+$/, "").replaceAll(" ", "_") as Privilege;
    const { of } = await checkTool(tool, { ...situation, without });
    expect(of(probe)).toMatchObject({ status: "FAIL" });
    expect(of(probe).fix).toContain(`\nGRANT ${what} ${quoted(on)} TO \`${PRINCIPAL}\``);
  });
});

test("a second form that another integration has is that one's to check", async () => {
  const { report } = await checkTool("qualytics", {
    connection: { ...READS.connection, second_forms: { enrichment: { of: "other" } } },
  });
  expect(report.test_results.map(({ test_name }) => test_name)).not.toContain("enrichment/write-table");
  expect(report.status).toBe("PASS");
});

test("leftovers of every kind are dropped first, as what they are", async () => {
  const left = (name: string, type: string) => ({
    ...customers,
    table_schema: "sch",
    table_name: `_onramp_check_${name}`,
    table_type: type,
  });
  const listed = [left("t", "MANAGED"), left("v", "VIEW"), left("m", "MATERIALIZED_VIEW")];
  const script: Script = [
    [/information_schema\.tables/, listed],
    [
      /^SHOW VOLUMES/,
      [
        { database: "sch", volume_name: "_onramp_check_f" },
        { database: "sch", volume_name: "files" },
      ],
    ],
  ];
  const { statements } = await checkTool("orb", { script });
  const dropped = statements.filter((statement) => /^DROP .*`_onramp_check_[tvmf]`$/.test(statement));
  expect(dropped).toEqual([
    "DROP TABLE IF EXISTS `cat`.`sch`.`_onramp_check_t`",
    "DROP MATERIALIZED VIEW IF EXISTS `cat`.`sch`.`_onramp_check_m`",
    "DROP VOLUME IF EXISTS `cat`.`sch`.`_onramp_check_f`",
  ]);
});

test("what was created is dropped when its use fails", async () => {
  const { of, statements } = await checkTool("dlt", { routes: { "PUT /api/2.0/fs/files/*": { status: 500 } } });
  expect(of("write-volume").status).toBe("FAIL");
  expect(statements.filter((statement) => statement.startsWith("DROP VOLUME"))).toHaveLength(1);
});

test("read-only tries nothing that creates or changes", async () => {
  for (const [tool, situation] of [
    ["orb", {}],
    ["fivetran", FIVETRAN],
    ["immuta", READS],
    ["generic-writer", EXISTING],
    ["qualytics", QUALYTICS],
  ] as const) {
    const { statements, calls } = await checkTool(tool, { ...situation, more: { readOnly: true } });
    expect(statements.filter((statement) => /^(CREATE|DROP|INSERT|MERGE|DELETE)/.test(statement))).toEqual([]);
    expect(calls.filter(({ method }) => method === "PUT" || method === "DELETE")).toEqual([]);
  }
});

describe("volumes and functions of others", () => {
  test("may not be given away, and are named", async () => {
    const { of, statements } = await checkTool("atlan", ATLAN);
    expect(of("cannot-grant").status).toBe("PASS");
    expect(of("cannot-grant").message).toContain("the volume shop.crm.files and the function shop.crm.double");
    expect(statements).toContain("ALTER VOLUME `shop`.`crm`.`files` OWNER TO `owner@example.com`");
  });

  test.each(["VOLUME", "FUNCTION"])("that may be given away are a failure: %s", async (kind) => {
    const { of } = await checkTool("atlan", {
      ...ATLAN,
      script: [
        [new RegExp(`^ALTER ${kind}`), []],
        [/information_schema\.volumes/, [{ volume_schema: "crm", volume_name: "files", volume_owner: PRINCIPAL }]],
        [/information_schema\.routines/, [{ routine_schema: "crm", routine_name: "double", routine_owner: PRINCIPAL }]],
      ],
    });
    expect(of("cannot-grant")).toMatchObject({
      status: "FAIL",
      cause: `it owns the ${kind.toLowerCase()}: it may grant, change and drop it`,
    });
  });

  test("of a kind whose owner cannot be named prove nothing", async () => {
    const script: Script = [[/^ALTER FUNCTION/, new ServiceError("[PARSE_SYNTAX_ERROR]", { kind: "other" })]];
    const { of } = await checkTool("atlan", { ...ATLAN, script });
    expect(of("cannot-grant").status).toBe("PASS");
    expect(of("cannot-grant").message).not.toContain("function");
  });
});

describe("what must not be possible follows from what the tool is for", () => {
  const canary = { catalog: "other", schema: "canary", table: "secret" };

  test("a tool that makes schemas may do so in its catalog, and not elsewhere", async () => {
    const refused = denied("User does not have CREATE SCHEMA on Catalog 'other'.");
    const script: Script = [
      [/^CREATE (SCHEMA|TABLE) `other`/, refused],
      [/^CREATE SCHEMA/, []],
    ];
    const { of } = await checkTool("fivetran", { ...FIVETRAN, script, more: { canary } });
    expect(of("cannot-create-outside")).toMatchObject({
      status: "PASS",
      message: "cannot create a schema in other or a table, view, volume, function in other.canary",
    });
  });

  test("a tool that governs may grant there, and not elsewhere", async () => {
    const { of, statements } = await checkTool("immuta", READS);
    expect(of("cannot-grant").status).toBe("PASS");
    expect(statements).toContainEqual(expect.stringContaining("GRANT USE CATALOG ON CATALOG `shop`"));
    const wide = await checkTool("immuta", { connection: { ...READS.connection, read: ["shop"] } });
    expect(wide.of("cannot-grant").status).toBe("SKIP");
  });
});
