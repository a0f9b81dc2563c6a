import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadConfig } from "../../lib/config";
import { runCli } from "../../scripts/cli/main";
import { testContext } from "../support/context";

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), "onramp-new-"))));
afterEach(() => rmSync(cwd, { recursive: true }));

async function make(...folders: string[]) {
  const { context, out, err } = testContext();
  const code = await runCli(["new", ...folders], { ...context, cwd });
  return { code, stdout: out(), stderr: err() };
}

const read = (...names: string[]) => readFileSync(join(cwd, ...names), "utf8");

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly version: string;
}

test("makes a project with a configuration that is right and empty, and the versions that go together", async () => {
  const { code, stdout, stderr } = await make("my-access");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toMatch(/^ {2}cd my-access$/m);
  expect(readdirSync(join(cwd, "my-access")).sort()).toEqual(
    [".gitignore", "README.md", "cdktf.json", "main.js", "onramp.yaml", "package.json"].sort(),
  );
  const kit = JSON.parse(readFileSync(resolve(__dirname, "../../package.json"), "utf8")) as Manifest;
  const made = JSON.parse(read("my-access", "package.json")) as Manifest;
  expect(made).toMatchObject({ name: "my-access", private: true, scripts: { start: "onramp demo" } });
  const tested = Object.keys(kit.peerDependencies).map((peer) => [peer, kit.devDependencies[peer]]);
  expect(made.dependencies).toEqual({ ...Object.fromEntries(tested), "onramp-for-databricks": kit.version });
  expect(Object.keys(made.dependencies)).toEqual(expect.arrayContaining(["cdktf", "cdktf-cli", "constructs"]));
  const env = { DATABRICKS_HOST: "https://dbc-1.cloud.databricks.com" };
  expect(loadConfig({ cwd: join(cwd, "my-access"), env }).config.integrations).toEqual([]);
});

test("its README calls commands by the project's own scripts", async () => {
  await make("a");
  expect(read("a", "README.md")).toContain("npm run onramp -- init ");
  expect(read("a", "README.md")).toContain("npm run check ");
  expect(read("a", "README.md")).not.toMatch(/npx (?!cdktf)|undefined/);
});

test("takes the folder that it is in, when that is empty", async () => {
  const { code, stderr } = await make(".");
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/^ {2}cd/m);
  expect(readdirSync(cwd)).toContain("onramp.yaml");
});

test.each([
  ["My Access!", "my-access"],
  ["_é", "databricks-access"],
])("the folder %s is a package %s", async (folder, name) => {
  await make(folder);
  expect((JSON.parse(read(folder, "package.json")) as Manifest).name).toBe(name);
});

test("leaves a folder with something in it as it is", async () => {
  mkdirSync(join(cwd, "used"));
  writeFileSync(join(cwd, "used", "mine"), "");
  expect(await make("used")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("not empty: it has mine") as string,
  });
  expect(readdirSync(join(cwd, "used"))).toEqual(["mine"]);
});

test("refuses a file, no folder and several", async () => {
  writeFileSync(join(cwd, "file"), "");
  expect((await make("file")).stderr).toContain("is a file.");
  expect(await make()).toMatchObject({ code: 2 });
  expect(await make("a", "b")).toMatchObject({ code: 2 });
  expect(readdirSync(cwd)).toEqual(["file"]);
});
