import { harness } from "./harness";

const CREATE = "/api/2.0/token/create";
const LIST = "/api/2.0/token/list";
const MANAGE = "/api/2.0/token-management/tokens";
const ON_BEHALF = "/api/2.0/token-management/on-behalf-of/tokens";

describe("own tokens", () => {
  test("are created, listed and deleted", async () => {
    const { addPrincipal, clock, callAs } = harness();
    const someone = addPrincipal();
    const created = await someone.call("POST", CREATE, { lifetime_seconds: 3600, comment: "pat" });
    const info = {
      token_id: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      creation_time: clock.now,
      expiry_time: clock.now + 3_600_000,
      comment: "pat",
    };
    expect(created.body).toEqual({
      token_value: expect.stringMatching(/^dapi[0-9a-f]{32}$/) as unknown,
      token_info: info,
    });
    expect((await someone.call("GET", LIST)).body.token_infos).toEqual([
      expect.objectContaining({ comment: "" }),
      info,
    ]);
    const { token_id } = created.body.token_info as { token_id: string };
    expect((await someone.call("POST", "/api/2.0/token/delete", { token_id })).status).toBe(200);
    expect((await callAs(created.body.token_value as string)("GET", LIST)).status).toBe(403);
    expect(await someone.call("POST", "/api/2.0/token/delete", { token_id })).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: `Token with id ${token_id} does not exist.` },
    });
  });

  test("never expire when no lifetime is given", async () => {
    const { admin } = harness();
    expect((await admin.call("POST", CREATE)).body.token_info).toMatchObject({ expiry_time: -1, comment: "" });
  });

  test("are one's own: an admin does not find another's here", async () => {
    const { admin, addPrincipal } = harness();
    const { body } = await addPrincipal().call("POST", CREATE, { comment: "theirs" });
    const { token_id } = body.token_info as { token_id: string };
    expect((await admin.call("GET", LIST)).body.token_infos).toHaveLength(1);
    expect((await admin.call("POST", "/api/2.0/token/delete", { token_id })).status).toBe(404);
  });

  test.each([0, -1, 1.5, "soon"])("refuse the lifetime %j", async (lifetime_seconds) => {
    const { admin } = harness();
    expect((await admin.call("POST", CREATE, { lifetime_seconds })).status).toBe(400);
  });

  test("need CAN_USE on tokens", async () => {
    const { admin, workspace, addPrincipal, callAs } = harness();
    const { record } = addPrincipal();
    const { value } = workspace.credentials.createSecret(workspace.admin, record);
    const call = callAs(workspace.credentials.mint(record.applicationId, value)?.accessToken ?? "");
    expect((await call("POST", CREATE, {})).status).toBe(200);
    await admin.call("PUT", "/api/2.0/permissions/authorization/tokens", {});
    expect(await call("POST", CREATE, {})).toMatchObject({ status: 403, body: { error_code: "PERMISSION_DENIED" } });
  });
});

describe("token management", () => {
  test("makes a token on behalf of a service principal, which then is that principal's", async () => {
    const { admin, addPrincipal, clock, callAs } = harness();
    const someone = addPrincipal();
    const { status, body } = await admin.call("POST", ON_BEHALF, {
      application_id: someone.name,
      lifetime_seconds: 60,
      comment: "obo",
    });
    expect(status).toBe(200);
    const info = body.token_info as { token_id: string };
    expect(info).toMatchObject({
      comment: "obo",
      creation_time: clock.now,
      expiry_time: clock.now + 60_000,
      created_by_username: admin.name,
      created_by_id: Number(admin.id),
      owner_id: Number(someone.id),
    });
    expect((await callAs(body.token_value as string)("GET", "/api/2.0/preview/scim/v2/Me")).body.id).toBe(someone.id);
    expect((await admin.call("GET", `${MANAGE}/${info.token_id}?`)).body).toEqual({ token_info: info });
    expect((await admin.call("DELETE", `${MANAGE}/${info.token_id}?`)).status).toBe(200);
    expect((await admin.call("GET", `${MANAGE}/${info.token_id}`)).status).toBe(404);
  });

  test("lists everybody's tokens, also by who made them", async () => {
    const { admin, addPrincipal } = harness();
    const someone = addPrincipal();
    const count = async (query: string) =>
      ((await admin.call("GET", `${MANAGE}${query}`)).body.token_infos as unknown[]).length;
    expect(await count("")).toBe(2);
    expect(await count(`?created_by_username=${someone.name}`)).toBe(1);
    expect(await count(`?created_by_id=${admin.id}`)).toBe(1);
    expect(await count(`?created_by_id=1`)).toBe(0);
  });

  test("is for admins", async () => {
    const { addPrincipal, workspace } = harness();
    const someone = addPrincipal();
    const [own] = workspace.credentials.tokens(workspace.principals.asCaller(someone.record));
    const id = own?.id ?? "";
    expect((await someone.call("GET", MANAGE)).status).toBe(403);
    expect((await someone.call("GET", `${MANAGE}/${id}`)).status).toBe(403);
    expect((await someone.call("DELETE", `${MANAGE}/${id}`)).status).toBe(403);
    expect((await someone.call("POST", ON_BEHALF, { application_id: someone.name })).status).toBe(403);
  });

  test("refuses a service principal that does not exist or may not use tokens", async () => {
    const { admin, addPrincipal } = harness();
    const someone = addPrincipal();
    expect((await admin.call("POST", ON_BEHALF, { application_id: "none" })).status).toBe(404);
    await admin.call("PUT", "/api/2.0/permissions/authorization/tokens", {});
    expect((await admin.call("POST", ON_BEHALF, { application_id: someone.name })).status).toBe(403);
  });

  test("makes no tokens on behalf of others on Azure", async () => {
    const { admin, addPrincipal } = harness({ cloud: "azure" });
    expect(await admin.call("POST", ON_BEHALF, { application_id: addPrincipal().name })).toMatchObject({
      status: 400,
      body: { message: "On-behalf-of token creation for service principals is not enabled for this workspace" },
    });
  });
});
