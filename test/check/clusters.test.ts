import { runCheck, type CheckOptions } from "../../lib/check/run";
import type { Connection } from "../../lib/terraform/connection";
import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Answer, Routes } from "../support/stand-in-server";
import { CONNECTION, PRINCIPAL, standInWorkspace } from "../support/stand-in-workspace";

const ID = "1121-101500-abcd1234";
const CLUSTER: Connection = {
  ...CONNECTION,
  warehouse_id: undefined,
  warehouse_name: undefined,
  http_path: `sql/protocolv1/o/42/${ID}`,
  cluster_id: ID,
  cluster_name: "shared",
};

const forbidden = (message: string): Answer => ({ status: 403, body: { error_code: "PERMISSION_DENIED", message } });
const seen = (more: object): Answer => ({
  body: { cluster_id: ID, state: "RUNNING", data_security_mode: "USER_ISOLATION", ...more },
});

/** Answers of a cluster, one after the other; the last one stays. */
function states(...answers: readonly Answer[]): () => Answer {
  const left = [...answers];
  return () => (left.length > 1 ? left.shift()! : left[0]!);
}

async function check(routes: Routes, more: Partial<CheckOptions> = {}) {
  const told: string[] = [];
  const workspace = await standInWorkspace([], {
    [`PATCH /api/2.0/permissions/clusters/${ID}`]: forbidden("no"),
    "POST /api/2.1/clusters/start": {},
    ...routes,
  });
  try {
    const onProgress = (text: string) => void told.push(text);
    const report = await runCheck({ ...workspace.options, connection: CLUSTER, onProgress, ...more });
    const of = (name: string) => report.test_results.find(({ test_name }) => test_name === name)!;
    return { report, of, told, calls: workspace.calls.map(({ method, path }) => `${method} ${path}`) };
  } finally {
    await workspace.close();
  }
}

const GET = "GET /api/2.1/clusters/get";

test("a cluster that runs is used as it is, and what is about warehouses is left out", async () => {
  const { report, of, calls } = await check({ [GET]: seen({}) });
  expect(report.status).toBe("PASS");
  expect(report.compute).toMatchObject({ kind: "cluster", id: ID, name: "shared", auto_stop_minutes: 10 });
  expect(of("cannot-manage-cluster")).toMatchObject({ status: "PASS", message: "cannot manage the cluster" });
  expect(of("cannot-manage-warehouse")).toBeUndefined();
  expect(calls.filter((call) => /warehouses|start/.test(call))).toEqual([]);
});

test("a terminated cluster is started with the tool's own rights, and waited for", async () => {
  const get = states(seen({ state: "TERMINATED" }), seen({ state: "PENDING" }), seen({}));
  const { report, calls, told } = await check({ [GET]: get });
  expect(report.status).toBe("PASS");
  expect(calls.filter((call) => call === "POST /api/2.1/clusters/start")).toHaveLength(1);
  expect(told).toEqual(["cluster shared is terminated, starting it (usually 5 to 10 minutes)"]);
});

const patch = (level: string) =>
  `\ndatabricks api patch /api/2.0/permissions/clusters/${ID} --json ` +
  `'{"access_control_list":[{"service_principal_name":"${PRINCIPAL}","permission_level":"${level}"}]}'`;

test.each<[string, Routes, RegExp, string]>([
  [
    "may not attach",
    { [GET]: forbidden("not authorized") },
    /lacks CAN_ATTACH_TO on the cluster shared/,
    "CAN_RESTART",
  ],
  [
    "may not start it",
    { [GET]: seen({ state: "TERMINATED" }), "POST /api/2.1/clusters/start": forbidden("not authorized") },
    /lacks CAN_RESTART on the cluster shared, which is terminated/,
    "CAN_RESTART",
  ],
])("fails when the tool %s, with where to click and the call", async (_what, routes, cause, level) => {
  const { of } = await check(routes);
  expect(of("sign-in").cause).toMatch(cause);
  expect(of("sign-in").fix).toContain("Compute > shared > Permissions");
  expect(of("sign-in").fix).toContain(patch(level));
  expect(of("select").status).toBe("SKIP");
});

test.each<[string, Routes, RegExp, RegExp]>([
  [
    "an entitlement is missing",
    { [GET]: forbidden("This API is disabled for users without the workspace-access entitlement.") },
    /lacks an entitlement/,
    /tick "Workspace access" under Settings/,
  ],
  [
    "it was deleted",
    {
      [GET]: { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE", message: `Cluster ${ID} does not exist` } },
    },
    /no cluster has the HTTP path/,
    /list clusters`, write it as warehouse\.cluster/,
  ],
  [
    "it is somebody's alone",
    { [GET]: seen({ data_security_mode: "SINGLE_USER", single_user_name: "ann@example.com" }) },
    /dedicated to ann@example\.com/,
    /Standard/,
  ],
  [
    "its mode came to dedicated",
    { [GET]: seen({ data_security_mode: "DATA_SECURITY_MODE_AUTO", single_user_name: "ann@example.com" }) },
    /dedicated to ann/,
    /Standard/,
  ],
  [
    "nothing is isolated on it",
    { [GET]: seen({ data_security_mode: "NONE" }) },
    /isolates nobody's access/,
    /Standard/,
  ],
  [
    "it goes down again",
    {
      [GET]: states(
        seen({ state: "TERMINATED" }),
        seen({ state: "TERMINATED", termination_reason: { code: "AWS_INSUFFICIENT_INSTANCE_CAPACITY" } }),
      ),
    },
    /did not start \(AWS_INSUFFICIENT_INSTANCE_CAPACITY\)/,
    /Compute > shared, whose event log/,
  ],
])("fails when %s, with cause and fix", async (_what, routes, cause, fix) => {
  const { of, report } = await check(routes);
  expect(of("sign-in").cause).toMatch(cause);
  expect(of("sign-in").fix).toMatch(fix);
  expect(report.unreachable).toBe(false);
});

test("fails when the path has another workspace's number, which no permission mends", async () => {
  const openSession = () =>
    Promise.reject(new ServiceError("Unauthorized access to Org: 42", { kind: "forbidden", status: 403 }));
  const { of } = await check({ [GET]: seen({}) }, { openSession });
  expect(of("sign-in").cause).toContain(`${CLUSTER.http_path} names another workspace`);
  expect(of("sign-in").fix).toMatch(/^correct workspaceId .*doctor/);
  expect(of("sign-in").fix).not.toContain("Can restart");
});

test("a cluster that is dedicated to the tool's own principal will do", async () => {
  const mine = seen({ data_security_mode: "SINGLE_USER", single_user_name: PRINCIPAL });
  expect((await check({ [GET]: mine })).report.status).toBe("PASS");
});

test("fails when it does not come up in time", async () => {
  const { of } = await check({ [GET]: seen({ state: "PENDING" }) }, { patienceMs: 50 });
  expect(of("sign-in").cause).toMatch(/cluster shared did not start \(pending after 0 s\)/);
});

test("a cancelled check does not go on waiting", async () => {
  const abort = new AbortController();
  const get = () => {
    setTimeout(() => abort.abort(), 20);
    return seen({ state: "PENDING" });
  };
  const { report } = await check({ [GET]: get }, { signal: abort.signal });
  expect(report.test_results.every(({ status }) => status === "SKIP")).toBe(true);
});

describe("who may change its permissions may manage it", () => {
  const allowed: Routes = { [GET]: seen({}), [`PATCH /api/2.0/permissions/clusters/${ID}`]: {} };

  test("fails, after a change that changes nothing", async () => {
    const { of, calls } = await check(allowed);
    expect(of("cannot-manage-cluster")).toMatchObject({ status: "FAIL", message: "can manage the cluster shared" });
    expect(of("cannot-manage-cluster").fix).toContain('leave clevertap "Can restart"');
    expect(calls.filter((call) => call.includes("/edit"))).toEqual([]);
  });

  test("warns where the principal was there before: somebody may have meant it so", async () => {
    const principal = { ...CLUSTER.principal, existing: true as const };
    const { of } = await check(allowed, { connection: { ...CLUSTER, principal } });
    expect(of("cannot-manage-cluster").status).toBe("WARN");
  });

  test("an answer that says neither proves nothing", async () => {
    const unclear = { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE", message: "empty list" } };
    const { of } = await check({ ...allowed, [`PATCH /api/2.0/permissions/clusters/${ID}`]: unclear });
    expect(of("cannot-manage-cluster")).toMatchObject({ status: "SKIP" });
  });
});

test("an own warehouse's cure is a deploy, and never a cluster's", async () => {
  const refused = () => Promise.reject(new ServiceError("no", { kind: "forbidden" }));
  const { of } = await check({}, { connection: CONNECTION, openSession: refused });
  expect(of("sign-in").fix).toMatch(/^run `npx cdktf deploy`, which restores its permissions/);
});
