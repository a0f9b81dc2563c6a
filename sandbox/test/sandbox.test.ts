import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "..";

const base = mkdtempSync(join(tmpdir(), "sandbox-"));
const running: Sandbox[] = [];
const start = async (options: Parameters<typeof startSandbox>[0] = {}): Promise<Sandbox> => {
  const sandbox = await startSandbox(options);
  running.push(sandbox);
  return sandbox;
};
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.close();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A request with the sandbox's own CA. */
function get(
  sandbox: Sandbox,
  path: string,
  token?: string,
  method = "GET",
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    request(sandbox.url + path, { ca: readFileSync(sandbox.caFile), method, headers, agent: false }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}

test("serves REST over HTTPS to whoever has its CA and a token", async () => {
  const sandbox = await start();
  const { DATABRICKS_TOKEN: token } = sandbox.environment;
  expect(await get(sandbox, "/api/2.0/preview/scim/v2/Me", token)).toMatchObject({ status: 200 });
  expect(await get(sandbox, "/api/2.0/preview/scim/v2/Me")).toMatchObject({ status: 401 });
  expect(await get(sandbox, "/api/2.0/preview/scim/v2/Me", "dapi0")).toMatchObject({ status: 403 });
});

test.each(["/sql/1.0/warehouses/%zz", "/sql/protocolv1/o/%zz/%zz"])(
  "answers a malformed address, and lives on: POST %s",
  async (path) => {
    const sandbox = await start();
    expect(await get(sandbox, path, undefined, "POST")).toMatchObject({ status: 401 });
    expect(await get(sandbox, "/health")).toMatchObject({ status: 200 });
  },
);

test("removes its temporary folder at the end, however often it is closed", async () => {
  const sandbox = await start();
  expect(existsSync(sandbox.caFile)).toBe(true);
  await sandbox.close();
  await sandbox.close();
  expect(existsSync(sandbox.directory)).toBe(false);
});

test("is the same workspace on the same address when it starts again on a kept folder", async () => {
  const state = join(base, "kept");
  const first = await start({ state });
  first.workspace.unityCatalog.createCatalog(first.workspace.admin, { name: "mine" });
  await first.close();
  const second = await start({ state });
  expect(second).toMatchObject({ id: first.id, url: first.url });
  expect(second.workspace.unityCatalog.findCatalog("mine")).toBeDefined();
  expect(second.environment.DATABRICKS_TOKEN).not.toBe(first.environment.DATABRICKS_TOKEN);
});

test("takes another port when that of the last run is taken", async () => {
  const state = join(base, "moved");
  const first = await start({ state });
  await first.close();
  const other = await start({ port: first.port });
  const second = await start({ state });
  expect(second.port).not.toBe(other.port);
});

test.each([
  ["free", { cloud: "aws", edition: "free" }],
  ["trial", { cloud: "aws", edition: "trial" }],
  ["gcp", { cloud: "gcp" }],
] as const)("plays a workspace like %s, and goes on to when it is kept", async (like, identity) => {
  const state = join(base, `like-${like}`);
  const first = await start({ like, cloud: "azure", state });
  expect(first.like).toBe(like);
  expect(first.workspace.data.identity).toMatchObject(identity);
  await first.close();
  expect((await start({ like: "azure", state })).like).toBe(like);
});

test("gives the admin a token that ends, in the middle of what it is used for", async () => {
  let now = Date.now();
  const sandbox = await start({ adminTokenSeconds: 60, now: () => now });
  const { DATABRICKS_TOKEN: token } = sandbox.environment;
  const me = () => get(sandbox, "/api/2.0/preview/scim/v2/Me", token);
  expect((await me()).status).toBe(200);
  now += 60_000;
  const { status, body } = await me();
  expect([status, JSON.parse(body)]).toEqual([403, { error_code: 403, message: "Invalid access token." }]);
});

test("refuses a port that is in use, and leaves nothing behind", async () => {
  const { port } = await start();
  const state = join(base, "refused");
  await expect(startSandbox({ port, state })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await (await start({ state })).close();
});

test("refuses a folder that another sandbox has", async () => {
  const state = join(base, "shared");
  await start({ state });
  await expect(startSandbox({ state })).rejects.toMatchObject({ code: "EBUSY" });
});

test("attaches its own Terraform provider, or leaves that to the registry", async () => {
  const embedded = await start();
  expect(JSON.parse(embedded.environment.TF_REATTACH_PROVIDERS ?? "")).toHaveProperty([
    "registry.terraform.io/databricks/databricks",
  ]);
  const registry = await start({ provider: "registry" });
  expect(registry.environment).not.toHaveProperty("TF_REATTACH_PROVIDERS");
  expect(registry.environment).not.toHaveProperty("CDKTF_SKIP_PROVIDER_LOCK");
  expect(readFileSync(registry.environment.SSL_CERT_FILE!, "utf8").match(/BEGIN CERT/g)?.length).toBeGreaterThan(20);
});
