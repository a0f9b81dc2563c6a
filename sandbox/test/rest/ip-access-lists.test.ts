import { harness, UC } from "./harness";

const LISTS = "/api/2.0/ip-access-lists";
const OFFICE = { label: "office", list_type: "ALLOW", ip_addresses: ["127.0.0.1", "10.0.0.0/8"] };

test("creates, shows, lists, changes and deletes a list", async () => {
  const { admin } = harness();
  const created = (await admin.call("POST", LISTS, OFFICE)).body.ip_access_list as { list_id: string };
  expect(created).toMatchObject({ ...OFFICE, address_count: 2, enabled: true, created_by: Number(admin.id) });
  const one = `${LISTS}/${created.list_id}`;
  expect((await admin.call("GET", `${one}?`)).body).toEqual({ ip_access_list: created });
  expect((await admin.call("GET", LISTS)).body).toEqual({ ip_access_lists: [created] });
  expect((await admin.call("PATCH", one, { enabled: false, label: "old" })).body).toMatchObject({
    ip_access_list: { label: "old", enabled: false, ip_addresses: OFFICE.ip_addresses },
  });
  expect((await admin.call("DELETE", `${one}?`)).status).toBe(200);
  expect((await admin.call("GET", one)).status).toBe(404);
});

test.each([
  [{ ...OFFICE, label: undefined }, 400, "INVALID_PARAMETER_VALUE"],
  [{ ...OFFICE, list_type: "MAYBE" }, 400, "INVALID_PARAMETER_VALUE"],
  [{ ...OFFICE, ip_addresses: ["everywhere"] }, 400, "INVALID_PARAMETER_VALUE"],
  [{ ...OFFICE, ip_addresses: ["10.0.0.0/8"] }, 400, "INVALID_STATE"],
])("refuses %j", async (body, status, code) => {
  const { admin } = harness();
  expect(await admin.call("POST", LISTS, body)).toMatchObject({ status, body: { error_code: code } });
});

test("lets in only listed addresses once it is switched on, with any credential", async () => {
  const { admin, send, workspace, addPrincipal } = harness();
  await admin.call("POST", LISTS, OFFICE);
  await admin.call("PATCH", "/api/2.0/workspace-conf", { enableIpAccessLists: "true" });
  const { token } = addPrincipal();
  const from = async (address: string, path: string) => {
    const answer = await send("GET", path, { token, address });
    return { status: answer.status, body: await answer.json() };
  };
  expect(await from("::ffff:10.1.1.1", `${UC}/catalogs`)).toMatchObject({ status: 200 });
  const message =
    "Source IP address: 192.0.2.7 is blocked by Databricks IP ACL for workspace: " +
    String(workspace.data.identity.workspaceId);
  expect(await from("192.0.2.7", `${UC}/catalogs`)).toEqual({ status: 403, body: { error_code: 403, message } });
  expect((await send("POST", "/oidc/v1/token", { address: "192.0.2.7", body: "" })).status).toBe(403);
  expect(await from("192.0.2.7", "/health")).toMatchObject({ status: 200 });
});
