import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backendPath, makeStateFolder, stateFile, stateHome } from "../../stacks/backend";
import { config } from "./config-fixture";

const at = (host?: string) => config({ workspace: { ...(host && { host }), rateLimit: 50 } });
const SANDBOX = { ONRAMP_SANDBOX: "f00d", ONRAMP_SANDBOX_STATE: "/box/state" };

test.each([
  ["https://adb-1.2.azuredatabricks.net", {}, "/project/.onramp/state/adb-1.2.azuredatabricks.net"],
  ["https://localhost:8443", {}, "/project/.onramp/state/localhost_8443"],
  [undefined, {}, "/project/.onramp/state/unconfigured-workspace"],
  ["https://localhost:8443", SANDBOX, "/box/state"],
])("the state of %s with %j is in %s", (host, env, folder) => {
  expect(stateHome(at(host), env, "/project").folder).toBe(folder);
});

test.each([
  ["https://adb-1.2.azuredatabricks.net", {}, "https://adb-1.2.azuredatabricks.net"],
  [undefined, {}, undefined],
  ["https://localhost:8443", SANDBOX, "sandbox:f00d"],
])("the state of %s with %j belongs to %s", (host, env, workspace) => {
  expect(stateHome(at(host), env, "/project").workspace).toBe(workspace);
});

test.each([
  ["cdktf.out", "../../../.onramp/state/a.example/onramp.tfstate"],
  [".build/out", "../../../../.onramp/state/a.example/onramp.tfstate"],
  [join(process.cwd(), "cdktf.out"), "../../../.onramp/state/a.example/onramp.tfstate"],
])("the backend's path is relative to where Terraform runs, with the output in %s", (outdir, path) => {
  const home = stateHome(at("https://a.example"), {}, process.cwd());
  expect(backendPath(home, "onramp", outdir)).toBe(path);
  expect(stateFile(home, "onramp")).toBe(join(process.cwd(), ".onramp/state/a.example/onramp.tfstate"));
});

test("the state's folder is for its user alone", () => {
  const project = mkdtempSync(join(tmpdir(), "onramp-test-"));
  try {
    const home = stateHome(at("https://a.example"), {}, project);
    makeStateFolder(home);
    makeStateFolder(home);
    expect(statSync(home.folder).mode & 0o777).toBe(0o700);
  } finally {
    rmSync(project, { recursive: true });
  }
});
