import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  AUTHENTICATION_KINDS,
  authenticate,
  readSettings,
  UNSUPPORTED_KINDS,
} from "../../lib/databricks/authentication";

import { standIn, type Routes } from "../support/stand-in-server";
import { UsageError } from "../../lib/report/errors";

const home = mkdtempSync(join(tmpdir(), "onramp-auth-"));
afterAll(() => rmSync(home, { recursive: true }));

/** Environment of a machine on which nothing else is set up. */
const bare = { HOME: home, PATH: home };

const authorizationOf = (env: NodeJS.ProcessEnv, host: string, profile?: string) =>
  authenticate(readSettings(host, { ...bare, ...env }, profile)).then(async ({ kind, headers }) => ({
    kind,
    headers: await headers(),
  }));

async function withServer<T>(
  routes: Routes,
  use: (server: Awaited<ReturnType<typeof standIn>>) => Promise<T>,
): Promise<T> {
  const server = await standIn(routes);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

const TOKEN = { "POST /oidc/v1/token": { body: { access_token: "minted", expires_in: 3600 } } };

/** A vendor's command line that prints what it is told and appends its arguments to a file. */
function program(name: string, output: string) {
  const path = join(home, name);
  writeFileSync(path, `#!/bin/sh\necho "$@" >> "${path}.args"\ncat <<'END'\n${output}\nEND\n`);
  chmodSync(path, 0o755);
  return { args: () => readFileSync(`${path}.args`, "utf8"), remove: () => rmSync(path) };
}

const withShell = { PATH: `${home}:/usr/bin:/bin` };

test("a token in the environment needs no request", async () => {
  const { kind, headers } = await authorizationOf({ DATABRICKS_TOKEN: "abc" }, "https://unreachable.invalid");
  expect({ kind, headers }).toEqual({ kind: "pat", headers: { authorization: "Bearer abc" } });
});

test("a switch that is off counts as not set", async () => {
  const env = { DATABRICKS_TOKEN: "abc", ARM_USE_MSI: "false" };
  expect((await authorizationOf(env, "https://unreachable.invalid")).kind).toBe("pat");
});

test("a profile gives what the environment does not, by name or as DEFAULT", async () => {
  const config = join(home, ".databrickscfg");
  writeFileSync(config, "[DEFAULT]\ntoken = of-default\n[prod]\ntoken = of-prod\n");
  const host = "https://unreachable.invalid";
  const authorization = async (env: NodeJS.ProcessEnv, profile?: string) =>
    (await authorizationOf(env, host, profile)).headers.authorization;
  expect(await authorization({})).toBe("Bearer of-default");
  expect(await authorization({}, "prod")).toBe("Bearer of-prod");
  expect(await authorization({ DATABRICKS_CONFIG_PROFILE: "prod" })).toBe("Bearer of-prod");
  expect(await authorization({ DATABRICKS_TOKEN: "of-env" })).toBe("Bearer of-env");
  rmSync(config);
});

test("an OAuth client gets one token, keeps it, and renews it near its end", async () => {
  let expires_in = 3600;
  let count = 0;
  const routes = { "POST /oidc/v1/token": () => ({ body: { access_token: `t${++count}`, expires_in } }) };
  await withServer(routes, async ({ url, calls }) => {
    const env = { ...bare, DATABRICKS_CLIENT_ID: "id", DATABRICKS_CLIENT_SECRET: "s/e" };
    const kept = await authenticate(readSettings(url, env));
    await Promise.all([kept.headers(), kept.headers()]);
    expect(await kept.headers()).toEqual({ authorization: "Bearer t1" });
    expect(calls[0]).toMatchObject({ body: "grant_type=client_credentials&scope=all-apis" });
    expect(calls[0]!.headers.authorization).toBe(`Basic ${Buffer.from("id:s%2Fe").toString("base64")}`);
    expires_in = 60;
    const ending = await authenticate(readSettings(url, env));
    expect(ending.kind).toBe("oauth-m2m");
    expect(await ending.headers()).toEqual({ authorization: "Bearer t3" });
  });
});

test.each([
  ["env-oidc", { DATABRICKS_OIDC_TOKEN_ENV: "MY_TOKEN", MY_TOKEN: "jwt" }],
  ["env-oidc", { DATABRICKS_OIDC_TOKEN: "jwt" }],
  ["file-oidc", { DATABRICKS_OIDC_TOKEN_FILEPATH: join(home, "jwt") }],
])("%s exchanges the identity token", async (expected, env) => {
  writeFileSync(join(home, "jwt"), "jwt\n");
  await withServer(TOKEN, async ({ url, calls }) => {
    const { kind, headers } = await authorizationOf(env, url);
    expect({ kind, headers }).toEqual({ kind: expected, headers: { authorization: "Bearer minted" } });
    const form = new URLSearchParams(calls[0]!.body);
    expect(form.get("subject_token")).toBe("jwt");
    expect(form.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:token-exchange");
  });
});

test("a client id beside the identity token is sent when the kind is chosen", async () => {
  await withServer(TOKEN, async ({ url, calls }) => {
    const env = { DATABRICKS_AUTH_TYPE: "env-oidc", DATABRICKS_CLIENT_ID: "sp", DATABRICKS_OIDC_TOKEN: "jwt" };
    await authorizationOf(env, url);
    expect(new URLSearchParams(calls[0]!.body).get("client_id")).toBe("sp");
  });
});

test("github-oidc asks GitHub for a token made for this workspace", async () => {
  const routes = { ...TOKEN, "GET /github": { body: { value: "jwt" } } };
  await withServer(routes, async ({ url, calls }) => {
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/github?v=2`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "gh" };
    expect((await authorizationOf(env, url)).kind).toBe("github-oidc");
    expect(calls[0]!.headers.authorization).toBe("Bearer gh");
    expect(Object.fromEntries(calls[0]!.query)).toEqual({ v: "2", audience: `${url}/oidc/v1/token` });
  });
});

test("azure-client-secret asks Entra, and once more for Azure itself where the resource is named", async () => {
  const token = ({ body }: { body: string }) => ({
    body: { access_token: new URLSearchParams(body).get("resource"), expires_in: "3600" },
  });
  await withServer({ "POST /tenant/oauth2/token": token }, async ({ url }) => {
    const { kind, headers } = await authorizationOf(
      {
        ARM_CLIENT_ID: "id",
        ARM_CLIENT_SECRET: "secret",
        ARM_TENANT_ID: "tenant",
        DATABRICKS_AZURE_RESOURCE_ID: "/subscriptions/s",
        AZURE_AUTHORITY_HOST: url,
      },
      url,
    );
    expect(kind).toBe("azure-client-secret");
    expect(headers).toEqual({
      authorization: "Bearer 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
      "x-databricks-azure-sp-management-token": "https://management.core.windows.net/",
      "x-databricks-azure-workspace-resource-id": "/subscriptions/s",
    });
  });
});

test("azure-cli finds the workspace's tenant and asks az", async () => {
  const az = program("az", JSON.stringify({ accessToken: "from-az", expiresOn: "2999-01-01 10:00:00.000000" }));
  const location = "https://login.microsoftonline.com/tenant-1/oauth2/authorize";
  await withServer({ "GET /aad/auth": { status: 302, headers: { location } } }, async ({ url }) => {
    const { kind, headers } = await authorizationOf({ ...withShell, DATABRICKS_AUTH_TYPE: "azure-cli" }, url);
    expect({ kind, headers }).toEqual({ kind: "azure-cli", headers: { authorization: "Bearer from-az" } });
    expect(az.args()).toContain("--tenant tenant-1");
  });
  az.remove();
});

test("azure-cli fails as the service does when the workspace is out of reach", async () => {
  const settings = { ...withShell, DATABRICKS_AUTH_TYPE: "azure-cli" };
  await expect(authorizationOf(settings, "http://localhost:9")).rejects.toMatchObject({
    name: "ServiceError",
    kind: "network",
    message: expect.stringMatching(/^localhost:9: /) as string,
  });
});

test("databricks-cli is used for a host that it is signed in to", async () => {
  const databricks = program(
    "databricks",
    JSON.stringify({ access_token: "from-cli", expiry: "2999-01-01T00:00:00Z" }),
  );
  const cache = join(home, ".databricks");
  mkdirSync(cache);
  writeFileSync(join(cache, "token-cache.json"), JSON.stringify({ tokens: { "https://known.example": {} } }));
  const { kind, headers } = await authorizationOf(withShell, "https://known.example");
  expect({ kind, headers }).toEqual({ kind: "databricks-cli", headers: { authorization: "Bearer from-cli" } });
  expect(databricks.args()).toBe("auth token --host https://known.example\n");
  await expect(authorizationOf(withShell, "https://other.example")).rejects.toThrow(/no authentication for/);
  databricks.remove();
  rmSync(cache, { recursive: true });
});

test("a kind that is configured but yields no token gives way to the next", async () => {
  const routes = {
    "POST /oidc/v1/token": { status: 401, body: { error: "invalid_client" } },
    "GET /github": { body: { value: "jwt" } },
    "POST /t/oauth2/token": { body: { access_token: "entra", expires_in: 60 } },
  };
  await withServer(routes, async ({ url }) => {
    const { kind } = await authorizationOf(
      {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/github?v=2`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "gh",
        ARM_CLIENT_ID: "id",
        ARM_CLIENT_SECRET: "secret",
        ARM_TENANT_ID: "t",
        DATABRICKS_AZURE_RESOURCE_ID: "/subscriptions/s",
        AZURE_AUTHORITY_HOST: url,
      },
      url,
    );
    expect(kind).toBe("azure-client-secret");
  });
});

const HOST = "https://unreachable.invalid";

test.each([
  [{}, /no authentication for https:\/\/unreachable.invalid.*DATABRICKS_TOKEN/],
  [
    { DATABRICKS_TOKEN: "secret-1", ARM_CLIENT_ID: "id" },
    /more than one authorization method configured: azure \(ARM_CLIENT_ID\) and pat \(DATABRICKS_TOKEN\).*DATABRICKS_AUTH_TYPE/,
  ],
  [
    { DATABRICKS_CLIENT_ID: "id", DATABRICKS_OIDC_TOKEN_ENV: "X" },
    /env-oidc \(DATABRICKS_OIDC_TOKEN_ENV\) and oauth \(DATABRICKS_CLIENT_ID\)/,
  ],
  [{ DATABRICKS_AUTH_TYPE: "oauth-m2m", DATABRICKS_CLIENT_ID: "id" }, /oauth-m2m also needs DATABRICKS_CLIENT_SECRET$/],
  [{ DATABRICKS_AUTH_TYPE: "env-oidc" }, /DATABRICKS_OIDC_TOKEN: not set/],
  [{ DATABRICKS_AUTH_TYPE: "file-oidc", DATABRICKS_OIDC_TOKEN_FILEPATH: "/no/such" }, /\/no\/such: no identity token/],
  [{ DATABRICKS_AUTH_TYPE: "tokn" }, /tokn is not supported. Supported: pat, /],
  [
    { DATABRICKS_PASSWORD: "secret-1", DATABRICKS_USERNAME: "me" },
    /DATABRICKS_PASSWORD: basic .* use a token or OAuth/,
  ],
  [{ DATABRICKS_AUTH_TYPE: "azure-cli", ARM_TENANT_ID: "t" }, /az: there is no such program.*az login/],
  [{ DATABRICKS_AUTH_TYPE: "databricks-cli" }, /databricks auth login --host/],
])("refuses %o with a fix", async (env, message) => {
  const error: unknown = await authorizationOf(env, HOST).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).not.toContain("secret-1");
});

test.each(UNSUPPORTED_KINDS.map(({ name, instead }) => [name, instead]))(
  "refuses %s and says what to do",
  async (name, instead) => {
    await expect(authorizationOf({ DATABRICKS_AUTH_TYPE: name }, HOST)).rejects.toThrow(instead);
  },
);

test("fails with the issuer's reason when a client secret is wrong, and never shows it", async () => {
  const refusal = { status: 401, body: { error: "invalid_client", error_description: "Client authentication failed" } };
  await withServer({ "POST /oidc/v1/token": refusal }, async ({ url }) => {
    const env = { DATABRICKS_CLIENT_ID: "id", DATABRICKS_CLIENT_SECRET: "very-secret" };
    const error: unknown = await authorizationOf(env, url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "unauthenticated", message: "Client authentication failed", exitCode: 3 });
    expect(JSON.stringify(error)).not.toContain("very-secret");
  });
});

test("the documentation lists the kinds of the code, in their order", () => {
  const text = readFileSync(resolve(__dirname, "../../docs/authentication.md"), "utf8");
  const firstColumn = (heading: string) => {
    const section = text.split(`## ${heading}\n`)[1]!.split("\n## ")[0]!;
    return [...section.matchAll(/^\| `([\w-]+)`/gm)].map((match) => match[1]);
  };
  expect(firstColumn("Supported kinds")).toEqual(AUTHENTICATION_KINDS.map(({ name }) => name));
  expect(firstColumn("Not supported")).toEqual(UNSUPPORTED_KINDS.map(({ name }) => name));
});
