import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve, type ServeOptions } from "../../cli/serve";
import type { StartSandbox } from "../../cli/session";

let folder: string;
let closed: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-cli-"));
  closed = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Stands in for the real sandbox, which has tests of its own. */
const start: StartSandbox = ({ cloud = "aws", like = cloud, privilegeModel = "1.0" }) =>
  Promise.resolve({
    id: "id",
    cloud,
    like,
    workspace: { data: { identity: { privilegeModel } } },
    url: "https://localhost:40123",
    directory: folder,
    environment: { DATABRICKS_HOST: "https://localhost:40123", DATABRICKS_TOKEN: "of-the-sandbox" },
    close: () => Promise.resolve(void (closed += 1)),
  });

async function served(options: ServeOptions, env: NodeJS.ProcessEnv = {}, ended = AbortSignal.timeout(10_000)) {
  const out: string[] = [];
  const err: string[] = [];
  const stdout = { write: (text: string) => out.push(text) };
  const stderr = { write: (text: string) => err.push(text) };
  const code = await serve(options, { stdout, stderr, env, cwd: folder, signal: ended }, start);
  return { code, stdout: out.join(""), stderr: err.join("") };
}

test("--run gives the command the sandbox and nothing that points elsewhere, and ends with its exit code", async () => {
  const file = join(folder, "seen.json");
  const run = `"${process.execPath}" -p "JSON.stringify(process.env)" > "${file}"; exit 7`;
  const env = { PATH: process.env.PATH, DATABRICKS_TOKEN: "a-real-one", ARM_TENANT_ID: "t" };
  expect((await served({ run }, env)).code).toBe(7);
  const seen = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  expect(seen).toMatchObject({ DATABRICKS_TOKEN: "of-the-sandbox", ONRAMP_SANDBOX: "id" });
  expect(seen).not.toHaveProperty("ARM_TENANT_ID");
  expect(closed).toBe(1);
});

test("a command that a signal ended counts as shells count", async () => {
  expect((await served({ run: "kill -TERM $$" })).code).toBe(143);
});

test("without --run it prints what a shell needs, on stdout alone, and stays until the signal", async () => {
  const { code, stdout, stderr } = await served({}, { DATABRICKS_CLIENT_ID: "x" }, AbortSignal.timeout(50));
  expect(code).toBe(0);
  expect(stdout.split("\n")).toEqual(
    expect.arrayContaining(["unset DATABRICKS_CLIENT_ID", "export DATABRICKS_HOST='https://localhost:40123'"]),
  );
  expect(stdout).not.toMatch(/^(?!export |unset |$)/m);
  expect(stderr).toMatch(/^Sandbox ready: https:\/\/localhost:40123$/m);
  expect(stderr).not.toContain("of-the-sandbox");
  expect(closed).toBe(1);
});

test("a cloud that is not that of --like is refused before anything starts", async () => {
  await expect(served({ like: "free", cloud: "gcp" })).rejects.toMatchObject({
    message: "--like free is on aws, and --cloud says gcp.",
    exitCode: 2,
  });
  expect(closed).toBe(0);
});
