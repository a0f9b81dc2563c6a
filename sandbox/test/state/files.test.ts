import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { harness } from "./harness";

const VOLUME = "/Volumes/main/sales/stage";
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A volume of the admin's, and what a tool that may reach it can do in it. */
function withVolume(...privileges: string[]) {
  const made = harness({ filesFolder: folder });
  const volume = made.unityCatalog.volumes.create(made.admin, "main", "sales", { name: "stage" });
  const { record } = made.addPrincipal();
  made.grant(made.schema, record.applicationId, "USE_SCHEMA");
  if (privileges.length > 0) made.grant(volume, record.applicationId, ...privileges);
  const caller = made.principals.asCaller(record);
  const { files } = made.workspace;
  const write = (path: string, content: string, as = caller, overwrite = true) =>
    files.write(as, `${VOLUME}/${path}`, Readable.from([content]), overwrite);
  const read = async (path: string, as = caller) => text(await files.read(as, `${VOLUME}/${path}`));
  return { ...made, volume, caller, files, write, read };
}

test("keeps what was written, and makes the directories on the way", async () => {
  const { files, caller, write, read } = withVolume("READ VOLUME", "WRITE VOLUME");
  await write("in/2026/a.csv", "id\n1\n");
  expect(await read("in/2026/a.csv")).toBe("id\n1\n");
  expect(await files.list(caller, `${VOLUME}/in`)).toMatchObject([{ path: `${VOLUME}/in/2026`, isDirectory: true }]);
  expect(await files.list(caller, `${VOLUME}/in/2026/`)).toMatchObject([
    { name: "a.csv", size: 5, isDirectory: false },
  ]);
  await write("in/2026/a.csv", "new");
  expect(await read("in/2026/a.csv")).toBe("new");
});

const ACTIONS: Readonly<Record<string, (made: ReturnType<typeof withVolume>) => Promise<unknown>>> = {
  read: ({ read }) => read("a"),
  list: ({ files, caller }) => files.list(caller, VOLUME),
  info: ({ files, caller }) => files.info(caller, `${VOLUME}/a`),
  write: ({ write }) => write("b", "x"),
  remove: ({ files, caller }) => files.remove(caller, `${VOLUME}/a`),
  makeDirectory: ({ files, caller }) => files.makeDirectory(caller, `${VOLUME}/d`),
  removeDirectory: ({ files, caller }) => files.removeDirectory(caller, `${VOLUME}/empty`),
};

test.each([
  ["read", "READ"],
  ["list", "READ"],
  ["info", "READ"],
  ["write", "WRITE"],
  ["remove", "WRITE"],
  ["makeDirectory", "WRITE"],
  ["removeDirectory", "WRITE"],
])("%s takes %s VOLUME", async (action, needed) => {
  const run = async (granted: string) => {
    const made = withVolume(`${granted} VOLUME`);
    await made.write("a", "x", made.admin);
    await made.files.makeDirectory(made.admin, `${VOLUME}/empty`);
    return ACTIONS[action]?.(made);
  };
  await run(needed);
  await expect(run(needed === "READ" ? "WRITE" : "READ")).rejects.toThrow(
    `User does not have ${needed} VOLUME on Volume 'main.sales.stage'.`,
  );
});

test("takes the way to the volume too", async () => {
  const { unityCatalog, admin, schema, write, caller } = withVolume("WRITE VOLUME");
  unityCatalog.grants.change(admin, schema, [{ principal: caller.name, remove: ["USE SCHEMA"] }]);
  await expect(write("a", "x")).rejects.toThrow("User does not have USE SCHEMA on Schema 'main.sales'.");
});

test("lets the owner of the schema in only after a grant of its own", async () => {
  const { unityCatalog, admin, schema, volume, write, caller } = withVolume();
  unityCatalog.update(admin, schema, { owner: caller.name });
  await expect(write("a", "x")).rejects.toThrow("WRITE VOLUME");
  unityCatalog.grants.change(caller, volume, [{ principal: caller.name, add: ["WRITE VOLUME"] }]);
  await write("a", "x");
});

test.each([
  ["/Volumes/main/sales", "expected /Volumes/<catalog>/<schema>/<volume>/<path>"],
  ["/tmp/x", "expected /Volumes/<catalog>/<schema>/<volume>/<path>"],
  [`${VOLUME}/../other/a`, "empty or relative parts"],
  [`${VOLUME}//a`, "empty or relative parts"],
  [`${VOLUME}/a\u0000b`, "control character"],
  [`${VOLUME}/${"x".repeat(256)}`, "longer than 255 bytes"],
  [VOLUME, "is a directory"],
])("refuses to write %j", async (path, message) => {
  const { files, admin } = withVolume();
  await expect(files.write(admin, path, Readable.from(["x"]), true)).rejects.toThrow(message);
});

test("refuses to overwrite when told not to, and a directory where a file is", async () => {
  const { admin, files, write, read } = withVolume();
  await write("a", "one", admin);
  await expect(write("a", "two", admin, false)).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  await expect(write("a/b", "two", admin)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
  await expect(files.makeDirectory(admin, `${VOLUME}/a`)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
  expect(await read("a", admin)).toBe("one");
});

test("fails for what is not there", async () => {
  const { admin, files, read } = withVolume();
  await expect(read("none", admin)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(files.list(admin, `${VOLUME}/none`)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(files.remove(admin, `${VOLUME}/none`)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(files.list(admin, "/Volumes/main/sales/none")).rejects.toMatchObject({ code: "VOLUME_DOES_NOT_EXIST" });
});

test("removes a directory only when it is empty", async () => {
  const { admin, files, write } = withVolume();
  await write("d/a", "x", admin);
  await expect(files.removeDirectory(admin, `${VOLUME}/d`)).rejects.toMatchObject({ code: "DIRECTORY_NOT_EMPTY" });
  await files.remove(admin, `${VOLUME}/d/a`);
  await files.removeDirectory(admin, `${VOLUME}/d`);
  expect(await files.list(admin, VOLUME)).toEqual([]);
});

test("keeps nothing of an upload that breaks off, nor of a volume that is dropped", async () => {
  const { admin, files, unityCatalog, write } = withVolume();
  const broken = Readable.from(
    (function* () {
      yield "first";
      throw new Error("cut off");
    })(),
  );
  await expect(files.write(admin, `${VOLUME}/a`, broken, true)).rejects.toThrow("cut off");
  expect(await files.list(admin, VOLUME)).toEqual([]);
  await write("a", "x", admin);
  unityCatalog.volumes.drop(admin, "main", "sales", "stage");
  expect(readdirSync(folder)).toEqual([]);
});

test("means the files of a directory to a query, but not those with a dot or underscore in front", async () => {
  const { admin, caller, files, write } = withVolume();
  for (const path of ["d/b.csv", "d/a.csv", "d/_SUCCESS", "d/.hidden", "d/e/c.csv"]) await write(path, "x", admin);
  const names = (path: string) => files.localFiles(admin, path).map(({ info }) => info.path);
  expect(names(`${VOLUME}/d`)).toEqual([`${VOLUME}/d/a.csv`, `${VOLUME}/d/b.csv`]);
  expect(names(`${VOLUME}/d/_SUCCESS`)).toEqual([`${VOLUME}/d/_SUCCESS`]);
  expect(() => files.localFiles(admin, `${VOLUME}/none`)).toThrow("not found");
  expect(() => files.localFiles(caller, `${VOLUME}/d`)).toThrow("READ VOLUME");
});
