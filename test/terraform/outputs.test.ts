import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readStacks, type ReadStacksOptions } from "../../lib/terraform/outputs";
import { CONNECTION } from "../support/stand-in-workspace";

const WORKSPACE = "https://dbc-1.cloud.databricks.com";

/** A stand-in for Terraform that knows `init` and `output` of a local backend, and notes where it ran. */
const TERRAFORM = `#!${process.execPath}
const fs = require("node:fs");
const log = JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), mode: fs.statSync(".").mode & 0o777, files: fs.readdirSync("."), dataDir: process.env.TF_DATA_DIR });
fs.appendFileSync(__filename + ".log", log + "\\n");
const { terraform } = JSON.parse(fs.readFileSync("backend.tf.json", "utf8"));
if (process.argv[2] === "init") { console.error("Error: Failed to query available provider packages"); process.exit(1); }
if (!terraform.backend.local) { console.error("\\u2502 Error: Backend initialization required"); process.exit(1); }
const listed = process.argv[2] === "state" ? ".list" : "";
try { process.stdout.write(fs.readFileSync(terraform.backend.local.path + listed)); } catch { process.stdout.write("{}"); }
`;

let root: string;
let options: ReadStacksOptions;
const log = () =>
  readFileSync(join(root, "terraform.log"), "utf8")
    .trim()
    .split("\n")
    .map(
      (line) => JSON.parse(line) as { args: string[]; cwd: string; mode: number; files: string[]; dataDir?: string },
    );

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "onramp-outputs-test-"));
  writeFileSync(join(root, "terraform"), TERRAFORM);
  chmodSync(join(root, "terraform"), 0o755);
  options = {
    outDir: join(root, "cdktf.out"),
    terraform: join(root, "terraform"),
    env: { PATH: process.env.PATH, TF_DATA_DIR: "/elsewhere" },
    workspace: WORKSPACE,
  };
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, content: unknown) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
};

function synthesize(backend: unknown = { local: { path: "../../../state/onramp.tfstate" } }, ...names: string[]) {
  const stacks = Object.fromEntries(
    ["onramp", ...names].map((name) => {
      write(`cdktf.out/stacks/${name}/cdk.tf.json`, { terraform: { backend }, resource: { big: {} } });
      return [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, workingDirectory: `stacks/${name}` }];
    }),
  );
  write("cdktf.out/manifest.json", { version: "0.21", stacks });
}

const deployed = (workspace = WORKSPACE) =>
  write("state/onramp.tfstate", {
    connections: { value: { clevertap: CONNECTION } },
    secrets: { value: { clevertap: "stand-in-secret" }, sensitive: true },
    workspace: { value: workspace },
    host: { value: "dbc-1.cloud.databricks.com" },
  });

test("reads connections and secrets through a private directory that it removes", async () => {
  synthesize();
  deployed();
  const [stack] = await readStacks(options);
  expect(stack).toMatchObject({ stack: "onramp", workspace: WORKSPACE });
  expect(stack!.connections.get("clevertap")).toEqual(CONNECTION);
  expect(stack!.secrets.get("clevertap")!.reveal()).toBe("stand-in-secret");
  expect(JSON.stringify([...stack!.secrets])).not.toContain("stand-in-secret");
  const [init, output] = log();
  expect(init).toMatchObject({ mode: 0o700, files: ["backend.tf.json", "plugins"] });
  expect(output!.args[0]).toBe("output");
  expect(output!.dataDir).toBeUndefined();
  expect(existsSync(output!.cwd)).toBe(false);
});

test("reads one stack of several by its name", async () => {
  synthesize(undefined, "second");
  deployed();
  expect(await readStacks(options)).toHaveLength(2);
  expect((await readStacks({ ...options, stack: "second" })).map(({ stack }) => stack)).toEqual(["second"]);
  await expect(readStacks({ ...options, stack: "third" })).rejects.toThrow(/stack third: .* there are: onramp, second/);
});

test("fails before the first deploy", async () => {
  await expect(readStacks(options)).rejects.toThrow(/nothing was deployed yet: .*npx cdktf deploy/);
  synthesize();
  await expect(readStacks(options)).rejects.toThrow(/stack onramp was not deployed yet/);
});

test.each([
  ["https://other.example", WORKSPACE, /belongs to https:\/\/other.example, but this is https:\/\/dbc-1/],
  ["sandbox:abc", undefined, /belongs to sandbox:abc, but this is no sandbox/],
  ["sandbox:abc", "sandbox:def", /belongs to sandbox:abc, but this is sandbox:def/],
])("refuses the state of another workspace: %s in %s", async (recorded, workspace, message) => {
  synthesize();
  deployed(recorded);
  const before = readFileSync(join(root, "state/onramp.tfstate"));
  await expect(readStacks({ ...options, workspace })).rejects.toMatchObject({
    message: expect.stringMatching(message) as string,
    exitCode: 2,
  });
  expect(readFileSync(join(root, "state/onramp.tfstate"))).toEqual(before);
});

test("a workspace that is not known is taken from the state", async () => {
  synthesize();
  deployed();
  expect((await readStacks({ ...options, workspace: undefined }))[0]!.workspace).toBe(WORKSPACE);
});

test("fails on outputs of another form, naming what is wrong", async () => {
  synthesize();
  write("state/onramp.tfstate", {
    connections: { value: { clevertap: { ...CONNECTION, port: "x" } } },
    secrets: { value: {} },
    workspace: { value: WORKSPACE },
  });
  await expect(readStacks(options)).rejects.toThrow(/another form \(connections\.value\.clevertap\.port\)/);
});

test("says that a deploy did not finish, and what is missing", async () => {
  synthesize();
  const made = (path: string) => ({ "//": { metadata: { path, uniqueId: "x" } } });
  write("cdktf.out/stacks/onramp/cdk.tf.json", {
    terraform: { backend: { local: { path: "../../../state/onramp.tfstate" } } },
    resource: {
      databricks_catalog: { clevertap_1: made("onramp/clevertap/catalog/Resource") },
      databricks_sql_endpoint: { clevertap_2: made("onramp/clevertap/warehouse/Resource") },
    },
  });
  write("state/onramp.tfstate", { workspace: { value: WORKSPACE } });
  write("state/onramp.tfstate.list", "databricks_catalog.clevertap_1\n");
  await expect(readStacks(options)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(
      /did not finish.*no connections, no secrets among its outputs; not made yet: clevertap\/warehouse; run/,
    ) as string,
  });
});

test("fails with Terraform's own reason when the backend cannot be read", async () => {
  synthesize({ s3: { bucket: "b" } });
  await expect(readStacks(options)).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringContaining("Failed to query") as string,
  });
  synthesize();
  await expect(readStacks({ ...options, terraform: join(root, "none") })).rejects.toThrow(/no such program/);
});

test("fails on damaged files with what writes them anew", async () => {
  write("cdktf.out/manifest.json", "{");
  await expect(readStacks(options)).rejects.toThrow(/manifest.json is damaged; run `npx cdktf deploy` again/);
});
