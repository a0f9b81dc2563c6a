import type { ApiRequest } from "../../provider";
import { configure } from "../../provider/configuration";
import { conform } from "../../provider/engine/conform";
import { PROVIDER_SCHEMA } from "../../provider/engine/schema";
import { UNKNOWN } from "../../provider/engine/value";

const url = "https://localhost:40123";

/** Configures a provider block and makes two calls with it. */
async function callWith(config: object, answers: Record<string, unknown> = {}) {
  const requests: ApiRequest[] = [];
  const api = (request: ApiRequest) => {
    requests.push(request);
    return Promise.resolve({ status: 200, body: answers[request.path] ?? {}, headers: {} });
  };
  const block = conform(PROVIDER_SCHEMA.provider.block, { ...config });
  const { client, warnings } = configure({ api, url, defaultToken: "default" }, block);
  await client.get("/api/2.0/x");
  await client.get("/api/2.0/x");
  return { requests, token: requests.at(-1)?.token, warnings };
}

test.each([
  "https://localhost:40123",
  "https://127.0.0.1:40123/",
  "localhost:40123",
  "https://[::1]:40123",
  "http://a.localhost:40123",
])("takes %s for the workspace itself", async (host) => expect((await callWith({ host })).token).toBe("default"));

test.each([
  "https://dbc-1.cloud.databricks.com",
  "https://adb-1.2.azuredatabricks.net:40123",
  "https://localhost:40124",
  "https://localhost",
  "https://localhost.evil.example:40123",
  "https://127.0.0.1.evil.example:40123",
  "10.0.0.1:40123",
  "not a host",
])("refuses the host %s and says what to do", async (host) => {
  const refused = expect(callWith({ host })).rejects;
  await refused.toMatchObject({ path: ["host"], detail: expect.stringMatching("Leave host out") as string });
  await refused.toThrow(`serves only the local workspace ${url}, not "${host}"`);
});

test.each<[string, object, string]>([
  ["the default token when the block names none", {}, "default"],
  ["the block's token", { token: "mine" }, "mine"],
  ["the block's token when an empty client id is beside it", { token: "mine", client_id: "" }, "mine"],
  ["what auth_type chooses", { token: "mine", client_id: "a", client_secret: "b", auth_type: "pat" }, "mine"],
  ["the default token for sign-ins a local workspace does not have", { azure_use_msi: true }, "default"],
])("uses %s", async (_what, config, token) => expect((await callWith(config)).token).toBe(token));

test.each([
  [{}, "aws"],
  [{ azure_workspace_resource_id: "/subscriptions/s" }, "azure"],
  [{ google_service_account: "a@b" }, "gcp"],
])("is, with %j, on %s", (config, cloud) => {
  const api = () => Promise.resolve({ status: 200, body: {}, headers: {} });
  const block = conform(PROVIDER_SCHEMA.provider.block, { ...config });
  expect(configure({ api, url, defaultToken: "default" }, block).client.cloud).toBe(cloud);
});

test("warns of arguments that sign in elsewhere", async () => {
  const { warnings } = await callWith({ profile: "prod", azure_client_id: "x" });
  expect(warnings.map(({ path }) => path[0]).sort()).toEqual(["azure_client_id", "profile"]);
});

test("exchanges client id and secret once, at the workspace's own token endpoint", async () => {
  const { requests, token } = await callWith(
    { client_id: "a b", client_secret: "c:d" },
    {
      "/oidc/.well-known/oauth-authorization-server": { token_endpoint: `${url}/oidc/v1/token` },
      "/oidc/v1/token": { access_token: "minted", expires_in: 3600 },
    },
  );
  expect(token).toBe("minted");
  expect(requests.map(({ path }) => path)).toEqual([
    "/oidc/.well-known/oauth-authorization-server",
    "/oidc/v1/token",
    "/api/2.0/x",
    "/api/2.0/x",
  ]);
  expect(requests[1]).toMatchObject({
    method: "POST",
    path: "/oidc/v1/token",
    form: { grant_type: "client_credentials", scope: "all-apis" },
    headers: { authorization: `Basic ${Buffer.from("a%20b:c%3Ad").toString("base64")}` },
  });
});

test.each<[object, string]>([
  [{ client_id: "a" }, "client_id"],
  [{ client_secret: "a" }, "client_secret"],
  [{ token: "t", client_id: "a", client_secret: "b" }, "token"],
])("refuses the incomplete or double credentials %j at %s", async (config, path) => {
  await expect(callWith(config)).rejects.toMatchObject({ path: [path] });
});

test.each(["host", "token", "client_id", "client_secret"])(
  "accepts a %s that is not known yet, and fails only when something is asked",
  async (name) => {
    await expect(callWith({ [name]: UNKNOWN })).rejects.toThrow(`the provider's ${name} is not known before apply`);
  },
);
