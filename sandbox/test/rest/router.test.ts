import { harness, SCIM, UC, URL } from "./harness";

describe("authentication", () => {
  const UNAUTHENTICATED = {
    error_code: "UNAUTHENTICATED",
    message: "Credential was not sent or was of an unsupported type for this API. [ReqId: local]",
  };
  const INVALID = { error_code: 403, message: "Invalid access token." };

  test.each([
    ["no header", undefined, 401, UNAUTHENTICATED],
    ["another scheme", "Basic dG9rZW46eA==", 401, UNAUTHENTICATED],
    ["a scheme without a token", "Bearer ", 401, UNAUTHENTICATED],
    ["a token that does not exist", "Bearer dapi123", 403, INVALID],
    ["something like a JWT", "Bearer a.b.c", 403, INVALID],
  ])("refuses %s", async (_what, authorization, status, body) => {
    const { app } = harness();
    const response = await app.request(`${URL}${SCIM}/Me`, { headers: authorization ? { authorization } : {} });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });

  test("takes the scheme in any case", async () => {
    const { app, admin } = harness();
    const headers = { authorization: `bearer ${admin.token}` };
    expect((await app.request(`${URL}${SCIM}/Me`, { headers })).status).toBe(200);
  });

  test("refuses a token once it has expired", async () => {
    const { clock, admin, callAs } = harness();
    const { body } = await admin.call("POST", "/api/2.0/token/create", { lifetime_seconds: 60 });
    const call = callAs(body.token_value as string);
    clock.now += 59_000;
    expect((await call("GET", `${SCIM}/Me`)).status).toBe(200);
    clock.now += 1_000;
    expect(await call("GET", `${SCIM}/Me`)).toMatchObject({ status: 403, body: INVALID });
  });

  test("refuses a deactivated principal", async () => {
    const { admin, addPrincipal } = harness();
    const reader = addPrincipal();
    await admin.call("PATCH", `${SCIM}/ServicePrincipals/${reader.id}`, {
      Operations: [{ op: "replace", path: "active", value: false }],
    });
    expect((await reader.call("GET", `${SCIM}/Me`)).body).toEqual(INVALID);
  });

  test("needs no credential for health", async () => {
    const { app } = harness();
    expect(await (await app.request("/health")).json()).toEqual({ status: "ok" });
  });
});

describe("every request", () => {
  test("is answered with the workspace's id, errors too", async () => {
    const { workspace, admin, callAs } = harness();
    const id = String(workspace.data.identity.workspaceId);
    for (const answer of [
      await admin.call("GET", `${SCIM}/Me`),
      await admin.call("GET", `${UC}/catalogs/none`),
      await callAs("")("GET", `${SCIM}/Me`),
      await admin.call("GET", "/nowhere"),
    ]) {
      expect(answer.headers["x-databricks-org-id"]).toBe(id);
    }
  });

  test("is logged with principal and Terraform resource, without its query", async () => {
    const { api, admin, lines } = harness();
    const headers = { "user-agent": "databricks-tf-provider/1.99.0 os/linux resource/catalog auth/pat" };
    await api({ method: "GET", path: `${UC}/catalogs/main?x=secret`, token: admin.token, headers });
    await api({ method: "GET", path: "/nowhere%0Aforged", token: "" });
    expect(lines).toEqual([
      expect.stringMatching(
        /^GET \/api\/2\.1\/unity-catalog\/catalogs\/main 200 [\d.]+ms admin@sandbox\.example resource\/catalog$/,
      ),
      expect.stringMatching(/^GET \/nowhere%0Aforged 404 [\d.]+ms -$/),
    ]);
  });

  test("is told to the workspace when it may have changed something", async () => {
    const { workspace, admin } = harness();
    const changed = jest.spyOn(workspace, "changed");
    await admin.call("GET", `${SCIM}/Me`);
    expect(changed).not.toHaveBeenCalled();
    await admin.call("POST", `${UC}/catalogs`, { name: "sales" });
    expect(changed).toHaveBeenCalledTimes(1);
  });

  test("is understood with a bare question mark and in absolute form", async () => {
    const { app, admin } = harness();
    const headers = { authorization: `Bearer ${admin.token}` };
    for (const target of [`${UC}/catalogs/main?`, `http://adb-1.2.azuredatabricks.net${UC}/catalogs/main?`]) {
      expect((await app.request(target, { headers })).status).toBe(200);
    }
  });
});

describe("bad requests", () => {
  const MALFORMED = "MALFORMED_REQUEST";

  test.each([
    ["that is not JSON", "{", MALFORMED, "Invalid JSON given in the body of the request - failed to parse given JSON"],
    ["that is no object", "[]", MALFORMED, "Invalid JSON given in the body of the request - expected a map"],
    ["without a name", "{}", "INVALID_PARAMETER_VALUE", "Missing required field: name"],
    ["with null as name", '{"name":null}', "INVALID_PARAMETER_VALUE", "Missing required field: name"],
    [
      "with a number as name",
      '{"name":1}',
      MALFORMED,
      "Could not parse request object: expected String value for field 'name'.",
    ],
    [
      "with a number among the properties",
      '{"name":"a","properties":{"x":1}}',
      MALFORMED,
      "Could not parse request object: expected Map<String, String> value for field 'properties'.",
    ],
  ])("refuses a body %s", async (_what, body, error_code, message) => {
    const { app, admin } = harness();
    const headers = { authorization: `Bearer ${admin.token}` };
    const response = await app.request(`${UC}/catalogs`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error_code, message });
  });

  test("refuses a body that is too large, also in chunks", async () => {
    const { app, admin } = harness();
    const chunk = new Uint8Array(1024 * 1024);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < 5; i++) controller.enqueue(chunk);
        controller.close();
      },
    });
    const init = { method: "POST", headers: { authorization: `Bearer ${admin.token}` }, body, duplex: "half" };
    const response = await app.request(`${UC}/catalogs`, init as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error_code: "PAYLOAD_TOO_LARGE" });
  });

  test.each([
    ["GET", "/api/2.1/jobs/list", 501, "NOT_IMPLEMENTED"],
    ["POST", "/api/2.0/secrets/put", 501, "NOT_IMPLEMENTED"],
    ["DELETE", "/api/2.0/token/list", 501, "NOT_IMPLEMENTED"],
    ["GET", "/api/9/x", 404, "ENDPOINT_NOT_FOUND"],
    ["GET", "/explore", 404, "ENDPOINT_NOT_FOUND"],
  ] as const)("answers %s %s, which nothing emulates, with %d", async (method, path, status, error_code) => {
    const { admin } = harness();
    expect(await admin.call(method, path)).toMatchObject({ status, body: { error_code } });
  });

  test("does not leak what went wrong inside", async () => {
    const { workspace, admin, lines } = harness();
    jest.spyOn(workspace.unityCatalog, "catalogs").mockImplementation(() => {
      throw new Error("private detail");
    });
    const { status, body } = await admin.call("GET", `${UC}/catalogs`);
    expect([status, body.error_code]).toEqual([500, "INTERNAL_ERROR"]);
    expect(JSON.stringify(body)).not.toContain("private detail");
    expect(lines.join("\n")).toContain("private detail");
  });
});
