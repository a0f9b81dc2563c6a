import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { resolve } from "node:path";
import { PROBE_IDS } from "../../lib/check/probes";
import { runCheck, type CheckOptions } from "../../lib/check/run";
import { exitCodeOf } from "../../lib/check/report";
import { summary } from "../../lib/report/outcome";
import { PROFILES } from "../../profiles";
import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Row } from "../../lib/databricks/sql/session";
import type { Routes } from "../support/stand-in-server";
import {
  CONNECTION,
  DAY,
  denied,
  grantRow,
  PRINCIPAL,
  standInWorkspace,
  type Script,
} from "../support/stand-in-workspace";

async function check(script: Script = [], routes: Routes = {}, more: Partial<CheckOptions> = {}) {
  const workspace = await standInWorkspace(script, routes);
  try {
    const report = await runCheck({ ...workspace.options, ...more });
    const of = (name: string) => report.test_results.find(({ test_name }) => test_name === name)!;
    const statuses = Object.fromEntries(report.test_results.map(({ test_name, status }) => [test_name, status]));
    return { ...workspace, report, of, statuses };
  } finally {
    await workspace.close();
  }
}

test("a connection with exactly its privileges passes, and the empty schema is told apart", async () => {
  const { report, statuses, openSessions } = await check();
  expect(statuses).toEqual({
    "sign-in": "PASS",
    visibility: "PASS",
    metadata: "PASS",
    select: "SKIP",
    "write-table": "PASS",
    "cannot-read-canary": "PASS",
    "cannot-create-outside": "PASS",
    "cannot-manage-warehouse": "PASS",
    "cannot-grant": "PASS",
    privileges: "PASS",
    "nothing-elsewhere": "PASS",
    credential: "PASS",
  });
  expect(report).toMatchObject({ status: "PASS", nothing_to_read: true, unreachable: false });
  expect(report.credential).toEqual({ kind: "pat", id: "t1", days_left: 90 });
  expect(Date.parse(report.compute.running_until!)).toBeGreaterThan(Date.now());
  expect(summary(report.test_results)).toBe("11 passed, 1 skipped");
  expect(exitCodeOf([report])).toBe(0);
  expect(openSessions()).toBe(0);
});

test("the guide's own statements look for catalog and schema", async () => {
  const { statements } = await check();
  expect(statements).toEqual(expect.arrayContaining(["SHOW CATALOGS LIKE 'cat'", "SHOW SCHEMAS IN `cat` LIKE 'sch'"]));
});

test("a row is read from a table of the schema, and leftovers of earlier checks are dropped", async () => {
  const listed = ["_onramp_check_old", "users"].map((table_name) => ({
    table_schema: "sch",
    table_name,
    column_count: 2,
  }));
  const { of, statements, report } = await check([
    [/information_schema/, listed],
    [/^SELECT \* FROM `cat`\.`sch`/, [{ id: 7 }]],
  ]);
  expect(of("select")).toMatchObject({ status: "PASS" });
  expect(statements).toContain("DROP TABLE IF EXISTS `cat`.`sch`.`_onramp_check_old`");
  expect(of("select").message).toBe("reads cat.sch.users");
  expect(report.nothing_to_read).toBe(false);
});

test("a table under read: is tried even when it is not listed", async () => {
  const { of } = await check(
    [
      [/SELECT \* FROM `shop`/, denied("User does not have SELECT on Table 'shop.crm.customers'.")],
      [/^SHOW CATALOGS/, [{ catalog: "cat" }, { catalog: "shop" }]],
      [/^SHOW SCHEMAS/, [{ databaseName: "sch" }, { databaseName: "crm" }]],
      [/^SHOW GRANTS .*ON (TABLE|CATALOG `shop`|SCHEMA `shop`)/, []],
    ],
    {},
    { connection: { ...CONNECTION, read: ["shop.crm.customers"] } },
  );
  expect(of("select").fix).toContain(`GRANT SELECT ON TABLE \`shop\`.\`crm\`.\`customers\` TO \`${PRINCIPAL}\``);
});

test("fails on someone else's token and then tries nothing with it", async () => {
  const { of, statuses, statements, report } = await check([[/current_user/, [{ user: "admin@example.com" }]]]);
  expect(of("sign-in")).toMatchObject({ status: "FAIL", message: "signed in as admin@example.com" });
  expect(Object.values(statuses).slice(1)).toEqual(Array(11).fill("SKIP"));
  expect(of("select").message).toBe("after sign-in");
  expect(statements).toHaveLength(1);
  expect(exitCodeOf([report])).toBe(1);
});

test.each([
  [
    "network",
    "connect ECONNREFUSED 127.0.0.1:1",
    3,
    /nothing listens on port 443/,
    /sandbox .* has ended or moved: start it/,
  ],
  ["tls", "self-signed certificate", 3, /not trusted/, /NODE_EXTRA_CA_CERTS .* before Node starts/],
  [
    "unauthenticated",
    "Invalid access token.",
    1,
    /wrong, has expired or was revoked, or the .* is deactivated/,
    /cdktf deploy.* issues a new one/,
  ],
  [
    "unauthenticated",
    "The service principal is inactive.",
    1,
    /^the service principal clevertap is deactivated/,
    /doctor` says how it is activated/,
  ],
  ["unauthenticated", "The access token expired", 1, /has expired/, /cdktf deploy.* issues a new one/],
  [
    "ip-blocked",
    "Source IP address: 1.2.3.4 is blocked by Databricks IP ACL",
    1,
    /IP access list/,
    /workspace admin to allow it, or .* an allowed network/,
  ],
  [
    "not-found",
    "no endpoint w1",
    1,
    /no warehouse has the HTTP path/,
    /creates a deleted warehouse again, .* new HTTP path/,
  ],
  ["unavailable", "TEMPORARILY_UNAVAILABLE", 1, /did not start/, /start it under SQL Warehouses > clevertap/],
  [
    "forbidden",
    "not authorized to use this SQL Endpoint",
    1,
    /may not do this/,
    /restores its permissions; or give \S+ "Can use"/,
  ],
] as const)("fails to sign in: %s (%s), with cause, fix and exit code %i", async (kind, text, code, cause, fix) => {
  const { of, report } = await check(
    [],
    {},
    {
      openSession: () => Promise.reject(new ServiceError(text, { kind })),
    },
  );
  expect(of("sign-in").status).toBe("FAIL");
  expect(of("sign-in").cause).toMatch(cause);
  expect(of("sign-in").fix).toMatch(fix);
  expect(exitCodeOf([report])).toBe(code);
});

test("fails with the exact GRANT when a privilege is missing, and goes on with what does not need it", async () => {
  const { of, statuses, statements } = await check([
    [
      /^CREATE TABLE `cat`/,
      denied("[INSUFFICIENT_PERMISSIONS] User does not have CREATE TABLE on Schema 'cat.sch'. SQLSTATE: 42501"),
    ],
    [/^SHOW GRANTS/, [grantRow("USE CATALOG", "CATALOG", "cat"), grantRow("USE SCHEMA", "SCHEMA", "cat.sch")]],
  ]);
  expect(of("write-table")).toMatchObject({
    status: "FAIL",
    cause: "the service principal lacks CREATE TABLE on the schema cat.sch",
  });
  expect(of("write-table").fix).toContain(`\nGRANT CREATE TABLE ON SCHEMA \`cat\`.\`sch\` TO \`${PRINCIPAL}\``);
  expect(statuses["cannot-grant"]).toBe("PASS");
  expect(statements.some((statement) => statement.startsWith("DROP TABLE IF EXISTS"))).toBe(true);
});

test("fails on a hidden schema and skips what needs it", async () => {
  const { of } = await check([
    [/^SHOW SCHEMAS/, []],
    [/^SHOW GRANTS/, [grantRow("USE CATALOG", "CATALOG", "cat")]],
  ]);
  expect(of("visibility").fix).toContain("GRANT USE SCHEMA ON SCHEMA `cat`.`sch`");
  expect(of("select").message).toBe("after visibility");
});

test("fails when the canary can be read by a direct grant, with the REVOKE", async () => {
  const { of } = await check([
    [/FROM `other`/, []],
    [/^SHOW GRANTS .*ON TABLE/, [grantRow("SELECT", "CATALOG", "other")]],
  ]);
  expect(of("cannot-read-canary")).toMatchObject({
    status: "FAIL",
    fix: `take it away:\nREVOKE SELECT ON CATALOG \`other\` FROM \`${PRINCIPAL}\``,
  });
});

test("warns, naming the group, when a schema can be created through one, and drops it", async () => {
  const { of, report, statements } = await check([
    [/^(CREATE|DROP) SCHEMA/, []],
    [/^SHOW GRANTS ON CATALOG/, [grantRow("CREATE SCHEMA", "CATALOG", "cat", "account users")]],
  ]);
  expect(of("cannot-create-outside")).toMatchObject({
    status: "WARN",
    cause: expect.stringContaining("account users") as string,
  });
  expect(statements.filter((statement) => statement.startsWith("DROP SCHEMA IF EXISTS"))).toHaveLength(1);
  expect(report.status).toBe("WARN");
  expect(exitCodeOf([report])).toBe(0);
});

test("a group or ownership that the tool may not list is not guessed", async () => {
  const { of } = await check([
    [/FROM `other`/, []],
    [/^SHOW GRANTS .*ON TABLE/, denied("User does not have MANAGE on Table 'other.canary.secret'.")],
  ]);
  expect(of("cannot-read-canary")).toMatchObject({
    status: "WARN",
    cause: expect.stringContaining("may not list") as string,
  });
});

test("a canary that is not there proves nothing, nor does none", async () => {
  const missing = new ServiceError("[TABLE_OR_VIEW_NOT_FOUND]", { kind: "missing-object" });
  expect((await check([[/FROM `other`/, missing]])).of("cannot-read-canary").status).toBe("SKIP");
  const { of } = await check([], {}, { canary: undefined });
  expect(of("cannot-read-canary")).toMatchObject({
    status: "SKIP",
    message: expect.stringContaining("--canary") as string,
  });
});

test("a canary that the tool is meant to read is not held against it", async () => {
  const { statuses, statements } = await check([], {}, { canary: { catalog: "cat", schema: "sch", table: "users" } });
  expect(statuses).toMatchObject({ "cannot-read-canary": "SKIP", "cannot-create-outside": "PASS" });
  expect(statements.filter((statement) => statement.startsWith("CREATE TABLE"))).toHaveLength(1);
});

test("fails when the warehouse takes an edit, which is sent with its own values", async () => {
  const { of, calls } = await check([], { "POST /api/2.0/sql/warehouses/w1/edit": {} });
  expect(of("cannot-manage-warehouse").status).toBe("FAIL");
  const edit = calls.find(({ path }) => path.endsWith("/edit"))!;
  expect(JSON.parse(edit.body)).toEqual({ name: "clevertap", auto_stop_mins: 10, cluster_size: "2X-Small" });
});

test("fails on a privilege beyond the profile, with the REVOKE", async () => {
  const { of } = await check([
    [/^SHOW GRANTS .*ON SCHEMA/, [grantRow("MODIFY", "SCHEMA", "cat.sch"), grantRow("USE CATALOG", "CATALOG", "cat")]],
  ]);
  expect(of("privileges")).toMatchObject({
    status: "FAIL",
    cause: "granted to it directly: MODIFY on the schema cat.sch",
    fix: `take it away:\nREVOKE MODIFY ON SCHEMA \`cat\`.\`sch\` FROM \`${PRINCIPAL}\``,
  });
});

test("warns of a privilege that is missing and of one that comes through a group", async () => {
  const exact = ["USE SCHEMA", "SELECT", "CREATE TABLE"].map((each) => grantRow(each, "SCHEMA", "cat.sch"));
  const catalog = grantRow("USE CATALOG", "CATALOG", "cat");
  const less = await check([[/^SHOW GRANTS .*ON SCHEMA/, [...exact.slice(1), catalog]]]);
  expect(less.of("privileges")).toMatchObject({
    status: "WARN",
    cause: expect.stringContaining("USE SCHEMA") as string,
  });
  const rows = [
    ...exact,
    catalog,
    grantRow("MODIFY", "SCHEMA", "cat.sch", "analysts"),
    grantRow("MODIFY", "SCHEMA", "cat.sch", "a group it is not in"),
    grantRow("BROWSE", "CATALOG", "cat", "account users"),
  ];
  const group = await check([[/^SHOW GRANTS .*ON SCHEMA/, rows]], {
    "GET /api/2.0/preview/scim/v2/Me": { body: { userName: PRINCIPAL, groups: [{ display: "Analysts" }] } },
  });
  expect(group.of("privileges")).toMatchObject({
    status: "WARN",
    cause: "MODIFY on the schema cat.sch through the group analysts",
  });
});

test("warns when its own grant is gone and only a group's is left", async () => {
  const { of } = await check([
    [
      /^SHOW GRANTS .*ON SCHEMA/,
      [
        ...["USE SCHEMA", "SELECT", "CREATE TABLE"].map((each) => grantRow(each, "SCHEMA", "cat.sch")),
        grantRow("USE CATALOG", "CATALOG", "cat", "account users"),
      ],
    ],
  ]);
  expect(of("privileges")).toMatchObject({
    status: "WARN",
    cause: expect.stringMatching(
      /USE CATALOG on the catalog cat; it holds that through the group account users only/,
    ) as string,
    fix: expect.not.stringContaining("GRANT ") as string,
  });
});

test("holds exactly is not claimed when its groups cannot be known", async () => {
  const { of } = await check([], {
    "GET /api/2.0/preview/scim/v2/Me": { status: 404, body: { error_code: "NOT_FOUND", message: "no route" } },
  });
  expect(of("privileges")).toMatchObject({
    status: "WARN",
    cause: expect.stringContaining("does not say which groups it is in") as string,
  });
});

describe("what it holds beside what its profile names", () => {
  const row = (grantee: string, privilege_type: string, catalog_name: string) => ({
    grantee,
    privilege_type,
    catalog_name,
  });
  const catalogs = (...rows: Row[]): Script => [[/information_schema\.catalog_privileges/, rows]];
  const onMetastore = (principal: string): Routes => ({
    "GET /api/2.1/unity-catalog/effective-permissions/metastore/m1": {
      body: { privilege_assignments: [{ principal, privileges: [{ privilege: "CREATE_CATALOG" }] }] },
    },
  });
  const inGroups = (...groups: string[]): Routes => ({
    "GET /api/2.0/preview/scim/v2/Me": {
      body: { userName: PRINCIPAL, groups: groups.map((display) => ({ display })) },
    },
  });

  test("on the metastore is a failure with the REVOKE", async () => {
    const { of } = await check([], onMetastore(PRINCIPAL));
    expect(of("nothing-elsewhere")).toMatchObject({
      status: "FAIL",
      cause: "granted to it directly: CREATE CATALOG on the metastore",
      fix: `take it away:\nREVOKE CREATE CATALOG ON METASTORE FROM \`${PRINCIPAL}\``,
    });
  });

  test("on another catalog is a failure, or a warning of a principal that was there before", async () => {
    const script = catalogs(row(PRINCIPAL, "SELECT", "hr"), row(PRINCIPAL, "USE_CATALOG", "cat"));
    expect((await check(script)).of("nothing-elsewhere")).toMatchObject({
      status: "FAIL",
      cause: "granted to it directly: SELECT on the catalog hr",
      fix: `take it away:\nREVOKE SELECT ON CATALOG \`hr\` FROM \`${PRINCIPAL}\``,
    });
    const principal = { ...CONNECTION.principal, existing: true as const };
    const adopted = await check(script, {}, { connection: { ...CONNECTION, principal } });
    expect(adopted.of("nothing-elsewhere").status).toBe("WARN");
    expect(adopted.of("nothing-elsewhere").fix).not.toContain("REVOKE");
  });

  test("through a group, and as an admin, is a warning that names the group", async () => {
    const script = catalogs(row("Analysts", "SELECT", "hr"));
    const { of } = await check(script, inGroups("analysts", "admins"));
    expect(of("nothing-elsewhere")).toMatchObject({
      status: "WARN",
      cause:
        "it is in the group admins, so that it may do everything in the workspace; " +
        "SELECT on the catalog hr through the group analysts",
    });
  });

  test("as everybody passes, and is named", async () => {
    const { of } = await check(catalogs(row("account users", "USE_CATALOG", "main")));
    expect(of("nothing-elsewhere")).toMatchObject({
      status: "PASS",
      message: expect.stringContaining("as everybody it has USE CATALOG on the catalog main") as string,
    });
  });

  test("is no PASS where it cannot be seen", async () => {
    const hidden = denied("User does not have USE SCHEMA on Schema 'system.information_schema'.");
    const { of } = await check([[/system\.information_schema/, hidden]]);
    expect(of("nothing-elsewhere")).toMatchObject({
      status: "WARN",
      cause: expect.stringContaining("not to be found out") as string,
    });
  });
});

test("grants are listed for the principal alone where it may not list all, or not at all", async () => {
  const refused = denied("User does not have MANAGE on Schema 'cat.sch'.");
  const { of, statements } = await check([[/^SHOW GRANTS ON/, refused]]);
  expect(of("privileges").status).toBe("PASS");
  expect(statements).toContain(`SHOW GRANTS \`${PRINCIPAL}\` ON SCHEMA \`cat\`.\`sch\``);
  expect((await check([[/^SHOW GRANTS/, refused]])).of("privileges").status).toBe("SKIP");
});

test.each([
  [13.4, "WARN", "the token has 13 days left", 13],
  [1, "WARN", "the token has 1 day left", 1],
  [14.2, "PASS", "the token has 14 days left", 14],
])("%d days left are %s", async (days, status, message, left) => {
  const body = { token_infos: [{ token_id: "t1", expiry_time: Date.now() + days * DAY }] };
  const { of, report } = await check([], { "GET /api/2.0/token/list": { body } });
  expect(of("credential")).toMatchObject({ status, message });
  expect(report.credential.days_left).toBe(left);
});

test("warns of a token that never ends", async () => {
  const body = { token_infos: [{ token_id: "other", comment: "onramp:clevertap", expiry_time: -1 }] };
  const { of } = await check([], { "GET /api/2.0/token/list": { body } });
  expect(of("credential").status).toBe("WARN");
});

test("an OAuth secret is first made a token, and its end is not claimed to be known", async () => {
  let used = "";
  const connection = { ...CONNECTION, credential: { ...CONNECTION.credential, kind: "oauth" as const } };
  const workspace = await standInWorkspace([], {
    "POST /oidc/v1/token": { body: { access_token: "minted", expires_in: 3600 } },
  });
  const report = await runCheck({
    ...workspace.options,
    connection,
    openSession: (options) => {
      used = options.token.reveal();
      return workspace.options.openSession!(options);
    },
  });
  await workspace.close();
  expect(used).toBe("minted");
  expect(report.test_results.find(({ test_name }) => test_name === "credential")?.status).toBe("SKIP");
  const basic = workspace.calls.find(({ path }) => path === "/oidc/v1/token")!.headers.authorization!;
  expect(Buffer.from(basic.slice("Basic ".length), "base64").toString()).toBe(`${PRINCIPAL}:stand-in-token-0123456789`);
});

test("read-only creates nothing", async () => {
  const { statuses, statements } = await check([], {}, { readOnly: true });
  expect(statuses).toMatchObject({ "write-table": "SKIP", "cannot-create-outside": "SKIP", "cannot-grant": "PASS" });
  expect(statements.filter((statement) => /^(CREATE|DROP|INSERT)/.test(statement))).toEqual([]);
});

test("a stopped warehouse is woken, and the wait is told with what to expect", async () => {
  const told: string[] = [];
  const { calls } = await check(
    [],
    {
      "GET /api/2.0/sql/warehouses/w1": {
        body: { id: "w1", name: "w", state: "STOPPED", enable_serverless_compute: true },
      },
      "POST /api/2.0/sql/warehouses/w1/start": {},
    },
    { onProgress: (text) => told.push(text) },
  );
  expect(calls.map(({ path }) => path)).toContain("/api/2.0/sql/warehouses/w1/start");
  expect(told.join()).toContain("usually within a minute");
});

test("a warehouse that cannot start is not waited for: its own health says why", async () => {
  const health = { status: "FAILED", summary: "The warehouse could not start.", details: "vCPU quota exceeded" };
  const began = Date.now();
  const { of } = await check(
    [],
    {
      "GET /api/2.0/sql/warehouses/w1": { body: { id: "w1", name: "w", state: "STOPPED", health } },
      "POST /api/2.0/sql/warehouses/w1/start": {},
    },
    {
      // As the driver does: it never ends by itself.
      openSession: ({ signal }) =>
        new Promise((_, reject) => {
          const stop = () => reject(new ServiceError("cancelled", { kind: "cancelled" }));
          if (signal!.aborted) stop();
          else signal!.addEventListener("abort", stop);
        }),
    },
  );
  expect(of("sign-in")).toMatchObject({
    status: "FAIL",
    cause: "the warehouse clevertap did not start (The warehouse could not start.: vCPU quota exceeded)",
    fix: expect.stringContaining("a quota is used up") as string,
  });
  expect(Date.now() - began).toBeLessThan(15_000);
});

test("a warehouse whose last start failed is waited for while it starts again", async () => {
  let looks = 0;
  const health = { status: "FAILED", details: "no capacity" };
  const told: string[] = [];
  const workspace = await standInWorkspace([], {
    "GET /api/2.0/sql/warehouses/w1": () => ({
      body: { id: "w1", name: "w", health, state: ++looks === 1 ? "STOPPED" : "STARTING" },
    }),
    "POST /api/2.0/sql/warehouses/w1/start": {},
  });
  const report = await runCheck({
    ...workspace.options,
    onProgress: (text) => told.push(text),
    openSession: async (options) => {
      await sleep(4000, undefined, { signal: options.signal });
      options.onWaiting?.(4000);
      return workspace.options.openSession!(options);
    },
  });
  await workspace.close();
  expect(told.at(-1)).toBe("waiting for warehouse clevertap, 4 s (starting: no capacity)");
  expect(report.test_results[0]).toMatchObject({ test_name: "sign-in", status: "PASS" });
});

test("fails when it is cancelled, drops its table, and skips the rest", async () => {
  const abort = new AbortController();
  const workspace = await standInWorkspace();
  const report = await runCheck({
    ...workspace.options,
    signal: abort.signal,
    openSession: async (options) => {
      const session = await workspace.options.openSession!(options);
      return {
        ...session,
        query(statement, signal) {
          if (statement.startsWith("INSERT")) abort.abort();
          return session.query(statement, signal);
        },
      };
    },
  });
  await workspace.close();
  expect(workspace.statements.at(-1)).toMatch(/^DROP TABLE IF EXISTS `cat`\.`sch`\.`_onramp_check_/);
  expect(report.status).toBe("FAIL");
  expect(report.test_results.at(-1)).toMatchObject({ status: "SKIP", message: "cancelled" });
});

test("a generic reader without anything to read skips what needs it", async () => {
  const { statuses } = await check(
    [],
    {},
    {
      profile: PROFILES.get("generic-reader")!,
      connection: { ...CONNECTION, catalog: undefined, schema: undefined },
      canary: undefined,
    },
  );
  expect(statuses).toMatchObject({ "sign-in": "PASS", visibility: "SKIP", privileges: "SKIP", "cannot-grant": "SKIP" });
});

test("an error that is not the workspace's is a bug and comes through", async () => {
  await expect(check([[/current_user/, new TypeError("oops")]])).rejects.toThrow("oops");
});

test("the documentation lists the probes of the code, in their order", () => {
  const text = readFileSync(resolve(__dirname, "../../docs/check.md"), "utf8");
  expect([...text.matchAll(/^\| `([\w-]+)`/gm)].map((match) => match[1])).toEqual(PROBE_IDS);
});
