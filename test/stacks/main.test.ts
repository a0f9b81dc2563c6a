import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const HOST = "https://dbc-1.cloud.databricks.com";
const STATE = ".onramp/state/dbc-1.cloud.databricks.com/onramp.tfstate";
const root = resolve(__dirname, "../..");

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "onramp-test-"));
  writeFileSync(join(project, "onramp.yaml"), readFileSync(join(root, "onramp.yaml")));
});
afterEach(() => rmSync(project, { recursive: true }));

/** The app as cdktf starts it, in a folder of its own and with nothing of the developer's environment. */
function run(more: Readonly<Record<string, string>> = {}) {
  const app = ["--import", require.resolve("tsx"), join(root, "stacks/main.ts")];
  return spawnSync(process.execPath, app, {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: project, DATABRICKS_HOST: HOST, ...more },
    encoding: "utf8",
  });
}

test("the sample synthesizes without credentials and network, and says nothing", () => {
  expect(run()).toMatchObject({ status: 0, stdout: "", stderr: "" });
  const json = JSON.parse(readFileSync(join(project, "cdktf.out/stacks/onramp/cdk.tf.json"), "utf8")) as object;
  expect(json).toHaveProperty("terraform.backend.local.path", `../../../${STATE}`);
});

test("keeps the folders of states and of plans, which hold credentials, for the user alone", () => {
  run();
  for (const folder of ["cdktf.out", join(STATE, "..")]) {
    expect(statSync(join(project, folder)).mode & 0o777).toBe(0o700);
  }
});

test("refuses a wrong config with its lines, without a stack trace and without output", () => {
  writeFileSync(join(project, "onramp.yaml"), "integrations:\n  clevertap:\n    catalogue: x\n");
  const { status, stderr } = run();
  expect(status).toBe(2);
  expect(stderr).toMatch(/^onramp\.yaml:3:5 integrations\.clevertap\.catalogue — /m);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(join(project, "cdktf.out"))).toBe(false);
});

test("refuses the state of another workspace and leaves the file as it is", () => {
  const state = JSON.stringify({ version: 4, outputs: { workspace: { value: "sandbox:f00d" } } });
  mkdirSync(join(project, STATE, ".."), { recursive: true });
  writeFileSync(join(project, STATE), state);
  const { status, stderr } = run();
  expect(status).toBe(2);
  expect(stderr).toContain("belongs to sandbox:f00d");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(readFileSync(join(project, STATE), "utf8")).toBe(state);
  expect(existsSync(join(project, "cdktf.out/stacks/onramp"))).toBe(false);
});

const S3 = `
workspace: { cloud: aws }
backend: { kind: s3, bucket: states, region: eu-west-1 }
integrations:
  kater: { tool: generic-reader, read: [shop.sales] }
`;

test("a remote backend's key holds host and stack, and neither credentials nor this machine are in what is written", () => {
  writeFileSync(join(project, "onramp.yaml"), S3);
  writeFileSync(join(project, ".terraform.lock.hcl"), "# checksums");
  const secrets = { AWS_ACCESS_KEY_ID: "stand-in-id", AWS_SECRET_ACCESS_KEY: "stand-in-secret" };
  expect(run(secrets)).toMatchObject({ status: 0, stderr: "" });
  const stack = join(project, "cdktf.out/stacks/onramp");
  const text = readFileSync(join(stack, "cdk.tf.json"), "utf8");
  expect(JSON.parse(text)).toHaveProperty("terraform.backend.s3", {
    bucket: "states",
    region: "eu-west-1",
    key: "dbc-1.cloud.databricks.com/onramp.tfstate",
    use_lockfile: true,
  });
  expect(text + readFileSync(join(project, "cdktf.out/manifest.json"), "utf8")).not.toMatch(
    new RegExp(`stand-in|${project}|${root}`),
  );
  expect(existsSync(join(project, ".onramp"))).toBe(false);
  expect(readFileSync(join(stack, ".terraform.lock.hcl"), "utf8")).toBe("# checksums");
});

test("refuses a remote backend while nothing names the workspace, before anything is written", () => {
  writeFileSync(join(project, "onramp.yaml"), S3);
  const { status, stderr } = run({ DATABRICKS_HOST: "" });
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^onramp\.yaml backend — .*workspace\.host\n$/)]);
  expect(existsSync(join(project, "cdktf.out"))).toBe(false);
});
