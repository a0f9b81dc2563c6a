import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { harness } from "./harness";

const FILES = "/api/2.0/fs/files";
const DIRECTORIES = "/api/2.0/fs/directories";
const STAGE = "/Volumes/main/default/stage";
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withVolume() {
  const made = harness({ filesFolder: folder });
  made.workspace.unityCatalog.volumes.create(made.workspace.admin, "main", "default", { name: "stage" });
  return made;
}

test("takes a file, gives it back whole or in part, and tells about it", async () => {
  const { send } = withVolume();
  const path = `${FILES}${STAGE}/in/a%20b%2Bc.csv`;
  expect((await send("PUT", path, { body: "id\n1\n2\n" })).status).toBe(204);
  const whole = await send("GET", path);
  expect([whole.status, await whole.text()]).toEqual([200, "id\n1\n2\n"]);
  const part = await send("GET", path, { headers: { range: "bytes=3-4" } });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 3-4/7", "1\n"]);
  const head = await send("HEAD", path);
  expect([head.status, head.headers.get("content-length")]).toEqual([200, "7"]);
  const list = (await (await send("GET", `${DIRECTORIES}${STAGE}/in`)).json()) as { contents: object[] };
  expect(list.contents).toMatchObject([
    { path: `${STAGE}/in/a b+c.csv`, name: "a b+c.csv", is_directory: false, file_size: 7 },
  ]);
  expect((await send("DELETE", path)).status).toBe(204);
  expect((await send("GET", path)).status).toBe(404);
});

test("makes, lists and removes directories", async () => {
  const { send } = withVolume();
  expect((await send("PUT", `${DIRECTORIES}${STAGE}/a/b`)).status).toBe(204);
  expect((await send("HEAD", `${DIRECTORIES}${STAGE}/a/b`)).status).toBe(200);
  expect((await send("HEAD", `${DIRECTORIES}${STAGE}/none`)).status).toBe(404);
  const refused = await send("DELETE", `${DIRECTORIES}${STAGE}/a`);
  expect([refused.status, await refused.json()]).toMatchObject([400, { error_code: "DIRECTORY_NOT_EMPTY" }]);
  expect((await send("DELETE", `${DIRECTORIES}${STAGE}/a/b`)).status).toBe(204);
});

test("takes a file that is larger than other requests may be", async () => {
  const { send } = withVolume();
  const body = "x".repeat(5 * 1024 * 1024);
  expect((await send("PUT", `${FILES}${STAGE}/large`, { body })).status).toBe(204);
  expect((await send("HEAD", `${FILES}${STAGE}/large`)).headers.get("content-length")).toBe(String(body.length));
});

test.each([
  ["PUT", `${FILES}${STAGE}/a?overwrite=false`, 409, "ALREADY_EXISTS"],
  ["PUT", `${FILES}/Volumes/main/default/none/a`, 404, "VOLUME_DOES_NOT_EXIST"],
  ["PUT", `${FILES}/tmp/a`, 400, "INVALID_PARAMETER_VALUE"],
  ["PUT", `${FILES}${STAGE}/%2e%2e%2fother/a`, 400, "INVALID_PARAMETER_VALUE"],
  ["PUT", `${FILES}${STAGE}/%ff`, 400, "INVALID_PARAMETER_VALUE"],
  ["GET", `${FILES}${STAGE}`, 400, "INVALID_PARAMETER_VALUE"],
  ["GET", `${DIRECTORIES}${STAGE}/a`, 404, "NOT_FOUND"],
])("refuses %s %s with %d", async (method, path, status, code) => {
  const { send } = withVolume();
  await send("PUT", `${FILES}${STAGE}/a`, { body: "x" });
  const answer = await send(method, path, { body: method === "PUT" ? "y" : undefined });
  expect([answer.status, await answer.json()]).toMatchObject([status, { error_code: code }]);
});

test("refuses files to whoever has no privilege on the volume", async () => {
  const { send, addPrincipal, workspace } = withVolume();
  const tool = addPrincipal();
  const { unityCatalog, admin } = workspace;
  unityCatalog.grants.change(admin, unityCatalog.schema(admin, "main", "default"), [
    { principal: tool.name, add: ["USE SCHEMA", "READ VOLUME"] },
  ]);
  const { token } = tool;
  expect((await send("GET", `${DIRECTORIES}${STAGE}`, { token })).status).toBe(200);
  const refused = await send("PUT", `${FILES}${STAGE}/a`, { token, body: "x" });
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { error_code: "PERMISSION_DENIED", message: "User does not have WRITE VOLUME on Volume 'main.default.stage'." },
  ]);
});
