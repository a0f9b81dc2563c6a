import { harness, SCIM, URL as HOST } from "./harness";

const secretsOf = (id: string) => `/api/2.0/accounts/servicePrincipals/${id}/credentials/secrets`;

async function withSecret(body: object = {}) {
  const made = harness();
  const tool = made.addPrincipal("tool");
  const created = await made.admin.call("POST", secretsOf(tool.id), body);
  const secret = created.body.secret as string;
  const ask = async (form: Record<string, string>, basic?: string) => {
    const response = await made.app.request(`${HOST}/oidc/v1/token`, {
      method: "POST",
      headers: basic ? { authorization: `Basic ${Buffer.from(basic).toString("base64")}` } : {},
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { ...made, tool, created, secret, ask };
}

const GRANT = { grant_type: "client_credentials", scope: "all-apis" };

describe("service principal secrets", () => {
  test("are shown once with their value, then without", async () => {
    const { admin, tool, created, clock } = await withSecret({ lifetime: "3600s" });
    const time = new Date(clock.now).toISOString();
    const info = {
      id: expect.any(String) as unknown,
      secret_hash: expect.any(String) as unknown,
      status: "ACTIVE",
      create_time: time,
      update_time: time,
      expire_time: new Date(clock.now + 3_600_000).toISOString(),
    };
    expect(created.body).toEqual({ ...info, secret: expect.stringMatching(/^dose[0-9a-f]{32}$/) as unknown });
    expect((await admin.call("GET", `${secretsOf(tool.id)}?`)).body).toEqual({ secrets: [info] });
    expect((await admin.call("DELETE", `${secretsOf(tool.id)}/${created.body.id as string}?`)).status).toBe(200);
    expect((await admin.call("GET", secretsOf(tool.id))).body).toEqual({ secrets: [] });
  });

  test("live 730 days unless told otherwise, and are marked when expired", async () => {
    const { admin, tool, created, clock } = await withSecret();
    expect(created.body.expire_time).toBe(new Date(clock.now + 730 * 86_400_000).toISOString());
    clock.now += 731 * 86_400_000;
    expect((await admin.call("GET", secretsOf(tool.id))).body.secrets).toMatchObject([{ status: "EXPIRED" }]);
  });

  test.each(["1h", "0s", "-5s", `${731 * 86_400}s`])("refuse the lifetime %s", async (lifetime) => {
    const { admin, tool } = await withSecret();
    expect((await admin.call("POST", secretsOf(tool.id), { lifetime })).status).toBe(400);
  });

  test("refuse a sixth", async () => {
    const { admin, tool } = await withSecret();
    for (let i = 0; i < 4; i++) expect((await admin.call("POST", secretsOf(tool.id), {})).status).toBe(200);
    expect(await admin.call("POST", secretsOf(tool.id), {})).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_STATE" },
    });
  });

  test("are for admins, of service principals that exist", async () => {
    const { admin, tool } = await withSecret();
    expect((await tool.call("GET", secretsOf(tool.id))).status).toBe(403);
    expect((await tool.call("POST", secretsOf(tool.id), {})).status).toBe(403);
    expect((await admin.call("GET", secretsOf("1"))).status).toBe(404);
    expect((await admin.call("GET", secretsOf(admin.id))).status).toBe(404);
    expect((await admin.call("DELETE", `${secretsOf(tool.id)}/none`)).status).toBe(404);
  });
});

describe("the token endpoint", () => {
  test("is found by discovery", async () => {
    const { app } = harness();
    const response = await app.request(`${HOST}/oidc/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      authorization_endpoint: `${HOST}/oidc/v1/authorize`,
      token_endpoint: `${HOST}/oidc/v1/token`,
    });
  });

  test.each(["Basic", "a form"])("signs in by %s for an hour", async (how) => {
    const { tool, secret, ask, callAs, clock } = await withSecret();
    const answer =
      how === "Basic"
        ? await ask(GRANT, `${encodeURIComponent(tool.name)}:${encodeURIComponent(secret)}`)
        : await ask({ ...GRANT, client_id: tool.name, client_secret: secret });
    expect(answer).toEqual({
      status: 200,
      body: { access_token: expect.any(String) as unknown, token_type: "Bearer", expires_in: 3600, scope: "all-apis" },
    });
    const call = callAs(answer.body.access_token as string);
    expect((await call("GET", `${SCIM}/Me`)).body).toMatchObject({ id: tool.id, userName: tool.name });
    clock.now += 3_600_000;
    expect((await call("GET", `${SCIM}/Me`)).status).toBe(403);
  });

  test("reads a form that is sent in chunks", async () => {
    const { app, tool, secret } = await withSecret();
    const form = new URLSearchParams({ ...GRANT, client_id: tool.name, client_secret: secret }).toString();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of Buffer.from(form)) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const response = await app.request(`${HOST}/oidc/v1/token`, {
      method: "POST",
      body,
      duplex: "half",
    });
    expect(response.status).toBe(200);
  });

  test.each([
    [{}, 400, "invalid_request"],
    [{ grant_type: "password" }, 400, "unsupported_grant_type"],
    [{ ...GRANT, scope: "everything" }, 400, "invalid_scope"],
    [GRANT, 401, "invalid_client"],
    [{ ...GRANT, client_id: "none", client_secret: "dose" }, 401, "invalid_client"],
  ])("refuses the form %j with %d %s", async (form, status, error) => {
    const { ask } = await withSecret();
    expect(await ask(form as Record<string, string>)).toMatchObject({ status, body: { error } });
  });

  test("refuses a secret that is deleted, expired or of a removed principal", async () => {
    for (const end of ["delete", "expire", "remove"]) {
      const { admin, tool, created, secret, ask, clock } = await withSecret({ lifetime: "60s" });
      if (end === "delete") await admin.call("DELETE", `${secretsOf(tool.id)}/${created.body.id as string}`);
      if (end === "expire") clock.now += 60_000;
      if (end === "remove") await admin.call("DELETE", `${SCIM}/ServicePrincipals/${tool.id}`);
      expect((await ask({ ...GRANT, client_id: tool.name, client_secret: secret })).status).toBe(401);
    }
  });
});
