import { harness } from "./harness";

test("has IP access lists switched off and none of them", async () => {
  const { admin } = harness();
  const conf = "/api/2.0/workspace-conf?keys=enableIpAccessLists,maxTokenLifetimeDays";
  expect((await admin.call("GET", conf)).body).toEqual({ enableIpAccessLists: "false", maxTokenLifetimeDays: "0" });
  expect((await admin.call("GET", "/api/2.0/ip-access-lists")).body).toEqual({ ip_access_lists: [] });
});

test.each(["/api/2.0/workspace-conf", "/api/2.0/workspace-conf?keys=toString"])("refuses GET %s", async (path) => {
  const { admin } = harness();
  expect(await admin.call("GET", path)).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
});

test("shows settings to admins only, and switches only IP access lists", async () => {
  const { admin, addPrincipal } = harness();
  const reader = addPrincipal();
  const conf = "/api/2.0/workspace-conf";
  expect((await reader.call("GET", `${conf}?keys=enableIpAccessLists`)).status).toBe(403);
  expect((await reader.call("PATCH", conf, { enableIpAccessLists: "true" })).status).toBe(403);
  expect((await admin.call("PATCH", conf, { enableIpAccessLists: "yes" })).status).toBe(400);
  expect((await admin.call("PATCH", conf, { enableIpAccessLists: true })).status).toBe(400);
  expect((await admin.call("PATCH", conf, { none: "true" })).status).toBe(400);
  expect((await admin.call("PATCH", conf, { maxTokenLifetimeDays: "90" })).status).toBe(501);
  expect((await admin.call("PATCH", conf, { enableIpAccessLists: "true" })).status).toBe(204);
  const answer = await admin.call("GET", `${conf}?keys=enableIpAccessLists`);
  expect(answer.body).toEqual({ enableIpAccessLists: "true" });
});

test("tells drivers that no feature is on, and takes telemetry", async () => {
  const { admin } = harness();
  const flags = await admin.call("GET", "/api/2.0/connector-service/feature-flags/NODEJS/2.1.0");
  expect(flags.body).toEqual({ flags: [], ttl_seconds: 900 });
  expect((await admin.call("POST", "/telemetry-ext", { protoLogs: [] })).status).toBe(200);
});
