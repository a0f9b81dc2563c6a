import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { startSandbox } from "../..";
import { createRestApp } from "../../rest";
import { Workspace } from "../../state/workspace";

jest.setTimeout(120_000);

const UNITY = "/api/2.1/unity-catalog";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "durable-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A workspace in a file, and its REST API without a network. */
function kept(name = "workspace.json") {
  const file = join(folder, name);
  const workspace = new Workspace({ file });
  const headers = { authorization: `Bearer ${workspace.issueAdminToken()}`, "content-type": "application/json" };
  const app = createRestApp({ workspace, url: () => "https://localhost" });
  const call = async (method: string, path: string, body?: object) => {
    const answer = await app.request(path, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, said: await answer.text() };
  };
  return { file, workspace, call, journal: `${file}.journal` };
}

let copies = 0;
/** What a sandbox would find that starts after this one was killed now. */
function afterKill({ file }: { readonly file: string }): Workspace["data"] {
  const copy = join(folder, `copy${copies++}.json`);
  cpSync(file, copy);
  if (existsSync(`${file}.journal`)) cpSync(`${file}.journal`, `${copy}.journal`);
  return new Workspace({ file: copy }).data;
}

test("whatever was answered is there after a kill: made, changed and deleted, of every part", async () => {
  const at = kept();
  const { call, workspace } = at;
  const steps: [method: string, path: string, body?: object][] = [
    ["POST", `${UNITY}/catalogs`, { name: "c", comment: "first" }],
    ["PATCH", `${UNITY}/catalogs/c`, { comment: "second" }],
    ["POST", `${UNITY}/schemas`, { catalog_name: "c", name: "s" }],
    ["PATCH", `${UNITY}/permissions/schema/c.s`, { changes: [{ principal: "users", add: ["USE_SCHEMA"] }] }],
    ["POST", "/api/2.0/preview/scim/v2/Groups", { displayName: "g" }],
    ["POST", "/api/2.0/sql/warehouses", { name: "w", cluster_size: "2X-Small" }],
    ["POST", "/api/2.0/token/create", { comment: "t" }],
    ["PATCH", "/api/2.0/workspace-conf", { enableIpAccessLists: "true" }],
    ["PATCH", `${UNITY}/permissions/schema/c.s`, { changes: [{ principal: "users", remove: ["USE_SCHEMA"] }] }],
    ["DELETE", `${UNITY}/schemas/c.s`],
    ["DELETE", `${UNITY}/catalogs/c?force=true`],
  ];
  for (const [method, path, body] of steps) {
    const { status, said } = await call(method, path, body);
    expect([Math.floor(status / 100), said]).toEqual([2, said]);
    expect(afterKill(at)).toEqual(workspace.data);
  }
  // Past the number that is kept, the history loses its beginning.
  for (let round = 0; round < 520; round++)
    await call("PATCH", "/api/2.0/workspace-conf", { enableIpAccessLists: "true" });
  expect(afterKill(at)).toEqual(workspace.data);
});

test("a call costs what it changes, not what the workspace holds", async () => {
  const { call, workspace, journal } = kept();
  await call("POST", `${UNITY}/catalogs`, { name: "c" });
  await call("POST", `${UNITY}/schemas`, { catalog_name: "c", name: "s" });
  const { unityCatalog, admin } = workspace;
  const [{ columns = [] } = {}] = workspace.data.tables.values();
  for (let made = 0; made < 10_000; made++) {
    unityCatalog.createTable(admin, "c", "s", { name: `t${made}`, tableType: "MANAGED", columns });
  }
  workspace.save();
  await call("PATCH", `${UNITY}/catalogs/c`, { comment: "warm" });
  const before = statSync(journal).size;
  const start = performance.now();
  for (let round = 0; round < 10; round++) await call("PATCH", `${UNITY}/catalogs/c`, { comment: `round ${round}` });
  expect((performance.now() - start) / 10).toBeLessThan(200);
  expect((statSync(journal).size - before) / 10).toBeLessThan(5_000);
});

test("half a line at the end, or in the middle, was never answered for", async () => {
  const at = kept();
  await at.call("POST", `${UNITY}/catalogs`, { name: "c" });
  appendFileSync(at.journal, '[{"part":"catalogs","key":"x","val');
  expect(afterKill(at)).toEqual(at.workspace.data);
  appendFileSync(at.journal, "\n");
  const [header, ...lines] = readFileSync(at.journal, "utf8").split("\n");
  expect(header).toMatch(/^\{"generation":\d+\}$/);
  expect(lines.length).toBeGreaterThan(1);
  expect(afterKill(at)).toEqual(at.workspace.data);
});

test("a journal of an older snapshot is passed over", async () => {
  const at = kept();
  await at.call("POST", `${UNITY}/catalogs`, { name: "c" });
  const old = readFileSync(at.journal, "utf8");
  await at.call("DELETE", `${UNITY}/catalogs/c?force=true`);
  at.workspace.save();
  appendFileSync(at.journal, old);
  expect(afterKill(at)).toEqual(at.workspace.data);
});

const onFullDisk = existsSync("/dev/full") ? test : test.skip;

onFullDisk("on a full disk nothing is answered as done, and what waited is written once there is room", async () => {
  const at = kept();
  symlinkSync("/dev/full", at.journal);
  const refused = await at.call("POST", `${UNITY}/catalogs`, { name: "c" });
  expect([refused.status, refused.said]).toEqual([500, expect.stringContaining("the disk is full")]);
  rmSync(at.journal);
  at.workspace.save();
  expect(await at.call("PATCH", `${UNITY}/catalogs/c`, { comment: "again" })).toMatchObject({ status: 200 });
  expect(afterKill(at)).toEqual(at.workspace.data);
});

onFullDisk("a sandbox that cannot write its last words says so and gives its folder free", async () => {
  const state = join(folder, "state");
  const sandbox = await startSandbox({ state });
  symlinkSync("/dev/full", join(state, "workspace.json.journal"));
  sandbox.workspace.data.metastoreOwner = "nobody";
  await expect(sandbox.close()).rejects.toMatchObject({
    code: "ENOSPC",
    message: expect.stringContaining("the disk is full") as string,
  });
  expect(existsSync(join(state, "sandbox.pid"))).toBe(false);
  rmSync(join(state, "workspace.json.journal"));
  await (await startSandbox({ state })).close();
});

describe("a sandbox that is killed right after an answer", () => {
  let child: ChildProcess;

  interface Started {
    readonly port: number;
    readonly token: string;
    readonly ca: string;
  }

  async function start(state: string): Promise<Started> {
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    child = spawn(process.execPath, ["--import", tsx, join(__dirname, "durable-child.ts"), state], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as Started;
    throw new Error("the child ended without a word");
  }

  async function kill(): Promise<void> {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }

  afterEach(kill);

  function call({ port, token, ca }: Started, method: string, path: string, body?: object, answered?: () => void) {
    return new Promise<string>((done, failed) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const sent = request({ host: "localhost", port, method, path, ca, headers }, (response) => {
        answered?.();
        text(response).then(done, failed);
      });
      sent.once("error", failed);
      sent.end(body && JSON.stringify(body));
    });
  }

  test("has lost nothing", async () => {
    const state = join(folder, "state");
    const acknowledged: string[] = [];
    for (let round = 0; round < 6; round++) {
      const at = await start(state);
      const { schemas } = JSON.parse(await call(at, "GET", `${UNITY}/schemas?catalog_name=sandbox`)) as {
        schemas: { name: string }[];
      };
      const names = schemas.map(({ name }) => name);
      for (const each of acknowledged) expect(names).toContain(each);
      const last = 5 + round;
      for (let made = 0; made <= last; made++) {
        const name = `r${round}_${made}`;
        const answered = () => {
          acknowledged.push(name);
          if (made === last) child.kill("SIGKILL");
        };
        await call(at, "POST", `${UNITY}/schemas`, { catalog_name: "sandbox", name }, answered).catch(() => undefined);
      }
      await kill();
    }
    expect(acknowledged).toHaveLength(51);
  });
});
