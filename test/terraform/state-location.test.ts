import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeStateFolder, stateFile, stateLocation } from "../../lib/terraform/state-location";
import type { BackendConfig } from "../../lib/config/resolved";

const at = (host?: string, backend: BackendConfig = { kind: "local" }) => ({
  file: "onramp.yaml",
  workspace: { ...(host && { host }), rateLimit: 50 },
  backend,
});
const SANDBOX = { ONRAMP_SANDBOX: "f00d", ONRAMP_SANDBOX_STATE: "/box/state" };
const HTTP: BackendConfig = { kind: "http", address: "https://states.example" };

test.each([
  ["https://adb-1.2.azuredatabricks.net", {}, "/project/.onramp/state/adb-1.2.azuredatabricks.net"],
  ["https://localhost:8443", {}, "/project/.onramp/state/localhost_8443"],
  [undefined, {}, "/project/.onramp/state/unconfigured-workspace"],
  ["https://localhost:8443", SANDBOX, "/box/state"],
])("the local state of %s with %j is in %s", (host, env, folder) => {
  const location = stateLocation(at(host), env, "/project");
  expect(location.folder).toBe(folder);
  expect(stateFile(location, "onramp")).toBe(`${folder}/onramp.tfstate`);
});

test.each([
  ["https://adb-1.2.azuredatabricks.net", {}, "https://adb-1.2.azuredatabricks.net"],
  [undefined, {}, undefined],
  ["https://localhost:8443", SANDBOX, "sandbox:f00d"],
])("the state of %s with %j belongs to %s", (host, env, workspace) => {
  expect(stateLocation(at(host), env, "/project").workspace).toBe(workspace);
});

test("refuses a backend whose keys hold the host while nothing tells the host, with the fix", () => {
  const refused = () => stateLocation(at(undefined, HTTP), {}, "/project");
  expect(refused).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: expect.stringMatching(/^onramp\.yaml backend — .*set DATABRICKS_HOST or workspace\.host$/) as string,
    }) as Error,
  );
});

test("the folder of local states is for its user alone, and other backends need none", () => {
  const project = mkdtempSync(join(tmpdir(), "onramp-test-"));
  try {
    makeStateFolder(stateLocation(at("https://b.example", HTTP), {}, project));
    expect(() => statSync(join(project, ".onramp"))).toThrow(/ENOENT/);
    const location = stateLocation(at("https://a.example"), {}, project);
    makeStateFolder(location);
    makeStateFolder(location);
    expect(statSync(location.folder).mode & 0o777).toBe(0o700);
  } finally {
    rmSync(project, { recursive: true });
  }
});
