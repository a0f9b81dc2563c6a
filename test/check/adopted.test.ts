import { runCheck, type CheckOptions } from "../../lib/check/run";
import type { Connection } from "../../lib/terraform/connection";
import { ServiceError, type FailureKind } from "../../lib/databricks/http/service-error";
import type { Routes } from "../support/stand-in-server";
import { CONNECTION, denied, grantRow, PRINCIPAL, standInWorkspace, type Script } from "../support/stand-in-workspace";

async function check(script: Script = [], routes: Routes = {}, more: Partial<CheckOptions> = {}) {
  const workspace = await standInWorkspace(script, routes);
  try {
    const report = await runCheck({ ...workspace.options, ...more });
    const of = (name: string) => report.test_results.find(({ test_name }) => test_name === name)!;
    return { of, report, calls: workspace.calls };
  } finally {
    await workspace.close();
  }
}

describe("a warehouse that was there before", () => {
  const connection: Connection = { ...CONNECTION, warehouse_name: "Shared", warehouse_existing: true };
  const refusing = (kind: FailureKind, text = "no") => ({
    openSession: () => Promise.reject(new ServiceError(text, { kind })),
  });

  test("fails when nobody gave CAN_USE, with the group to name and the command that lets it in", async () => {
    const { of } = await check([], {}, { connection, ...refusing("forbidden", "not authorized") });
    expect(of("sign-in").cause).toContain("whose permissions are not the kit's");
    expect(of("sign-in").fix).toMatch(
      /\nnpm run onramp -- workspace share-warehouse w1 --group onramp-tools --create-group\nwarehouse: \{ existing: "w1", viaGroup: onramp-tools \}$/,
    );
    expect(of("sign-in").fix).not.toContain("restores");
  });

  test("fails when its group lost it, with the group", async () => {
    const grouped = { ...connection, use_group: "bi users" };
    const { of } = await check([], {}, { connection: grouped, ...refusing("forbidden") });
    expect(of("sign-in").cause).toContain("the group bi users has no CAN_USE any more, or the principal is not in it");
    expect(of("sign-in").fix).toContain(
      "\nnpm run onramp -- workspace share-warehouse w1 --group 'bi users' --create-group",
    );
  });

  test("fails when it was deleted, and does not promise that a deploy makes it again", async () => {
    const { of } = await check([], {}, { connection, ...refusing("not-found", "no endpoint w1") });
    expect(of("sign-in").cause).toContain("w1 was deleted by those who look after it, or is of another workspace");
    expect(of("sign-in").fix).toMatch(/list warehouses`, write it as warehouse\.existing into onramp\.yaml/);
  });

  test("is not edited to find out whether it can be", async () => {
    const refused = { status: 403, body: { error_code: "PERMISSION_DENIED", message: "no" } };
    const path = "/api/2.0/permissions/warehouses/w1";
    const { of, calls } = await check([], { [`PATCH ${path}`]: refused }, { connection });
    expect(of("cannot-manage-warehouse").status).toBe("PASS");
    const changes = calls.filter(({ method }) => method !== "GET");
    expect(changes.map(({ path: called, body }) => [called, body])).toEqual([[path, '{"access_control_list":[]}']]);
    const wide = await check([], { [`PATCH ${path}`]: {} }, { connection });
    expect(wide.of("cannot-manage-warehouse").status).toBe("FAIL");
  });
});

test("fails when the service principal lacks an entitlement, and says which", async () => {
  const text = "This API is disabled for users without the databricks-sql-access entitlement.";
  const openSession = () => Promise.reject(new ServiceError(text, { kind: "forbidden" }));
  const { of } = await check([], {}, { openSession });
  expect(of("sign-in").fix).toMatch(/^run `npx cdktf deploy`, which restores it; or .*tick "Databricks SQL access"/);
  const principal = { ...CONNECTION.principal, existing: true as const };
  const adopted = await check([], {}, { openSession, connection: { ...CONNECTION, principal } });
  expect(adopted.of("sign-in").fix).toMatch(/^as a workspace admin tick "Databricks SQL access"/);
});

describe("a principal that was there before", () => {
  const connection: Connection = { ...CONNECTION, principal: { ...CONNECTION.principal, existing: true } };
  const canRead: Script = [
    [/FROM `other`/, []],
    [/^SHOW GRANTS .*ON TABLE/, [grantRow("SELECT", "CATALOG", "other")]],
  ];

  test("what it holds elsewhere is a warning, and nobody is told to revoke what may be another tool's", async () => {
    const { of } = await check(canRead, {}, { connection });
    expect(of("cannot-read-canary")).toMatchObject({ status: "WARN", message: "can read other.canary.secret" });
    expect(of("cannot-read-canary").cause).toContain("perhaps for something else");
    expect(of("cannot-read-canary").fix).not.toContain("REVOKE");
    expect((await check(canRead)).of("cannot-read-canary").fix).toContain("REVOKE");
  });

  test("fails on what it holds too much where the stack grants, and says what a deploy does about it", async () => {
    const surplus: Script = [
      [
        /^SHOW GRANTS .*ON SCHEMA/,
        [grantRow("MODIFY", "SCHEMA", "cat.sch"), grantRow("USE CATALOG", "CATALOG", "cat")],
      ],
    ];
    const { of } = await check(surplus, {}, { connection });
    expect(of("privileges").status).toBe("FAIL");
    expect(of("privileges").fix).toMatch(
      /^a deploy stops at it, and with replaceGrants: true.*leave out principal\.existing/,
    );
    expect(of("privileges").fix).toContain(`\nREVOKE MODIFY ON SCHEMA \`cat\`.\`sch\` FROM \`${PRINCIPAL}\``);
  });
});

describe("a catalog that cannot be used as it is", () => {
  test("fails on one that is isolated, which lists leave out", async () => {
    const { of } = await check([[/^SHOW CATALOGS/, []]], {
      "GET /api/2.1/unity-catalog/catalogs/cat": {
        status: 403,
        body: { error_code: "PERMISSION_DENIED", message: "Catalog 'cat' is not accessible in current workspace" },
      },
    });
    expect(of("visibility").cause).toMatch(/catalog cat is isolated, and this workspace is not among those/);
    expect(of("visibility").fix).toContain("Catalog > cat > Workspaces");
    const other = await check([
      [/^SHOW CATALOGS/, []],
      [/^SHOW GRANTS .*ON CATALOG/, []],
    ]);
    expect(other.of("visibility").fix).toContain("GRANT USE CATALOG ON CATALOG `cat`");
  });

  test.each([
    [denied("Catalog 'cat' is not accessible in current workspace"), /isolated/],
    [
      new ServiceError("Catalog 'cat' is read-only: it is a foreign catalog.", { kind: "other" }),
      /catalog cat is a foreign one/,
    ],
    [
      new ServiceError("Catalog 'cat' is read-only: it is a deltasharing catalog.", { kind: "other" }),
      /comes from a Delta share/,
    ],
    [denied("Catalog `cat` is read-only in this workspace"), /can only be read from this workspace/],
  ])("fails to write where that cannot be done: %s", async (error, cause) => {
    const { of } = await check([[/^CREATE TABLE `cat`/, error]]);
    expect(of("write-table").cause).toMatch(cause);
    expect(of("write-table").fix).not.toContain("GRANT");
  });
});
