import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDatabricksConfig } from "../../lib/databricks/authentication/databrickscfg";
import {
  cloudOfHost,
  isLoopback,
  normaliseHost,
  resolveWorkspaceHost,
  workspaceNumberOf,
} from "../../lib/databricks/host";

const CONFIG = `
host = https://default.cloud.databricks.com
[prod]
host      = https://prod.cloud.databricks.com/
token     = dapi0123456789abcdef
auth_type = "pat"
# comment = x
[empty]
`;

let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onramp-home-"));
  writeFileSync(join(folder, ".databrickscfg"), CONFIG);
  env = { HOME: folder };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("normaliseHost", () => {
  test.each([
    ["dbc-1.cloud.databricks.com", "https://dbc-1.cloud.databricks.com"],
    ["https://DBC-1.cloud.databricks.com/?o=123#setting", "https://dbc-1.cloud.databricks.com"],
    ["https://dbc-1.cloud.databricks.com:443/sql/1.0/warehouses/1", "https://dbc-1.cloud.databricks.com"],
    ["127.0.0.1:8443", "https://127.0.0.1:8443"],
    ["http://localhost:8080/", "http://localhost:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("%s is %s", (written, host) => {
    expect(normaliseHost(written, "x")).toBe(host);
  });

  test.each([
    ["http://dbc-1.cloud.databricks.com", /^x starts with http:\/\/, .*fix: write https:\/\/dbc-1/],
    ["ftp://dbc-1.cloud.databricks.com", /starts with ftp:\/\//],
    ["https://me:dapi123@dbc-1.cloud.databricks.com", /has a user name or a password in it/],
    ["https://accounts.cloud.databricks.com", /is the account console/],
    ["https://", /is not the address of a workspace; allowed: https:\/\//],
    ["a b", /is not the address of a workspace/],
    ["http://127.0.0.1.example.com", /starts with http:\/\//],
  ])("refuses %s", (written, message) => {
    expect(() => normaliseHost(written, "x")).toThrow(message);
    expect(() => normaliseHost(written, "x")).not.toThrow(/dapi123/);
  });
});

test.each([
  ["https://dbc-1.cloud.databricks.com", "aws"],
  ["https://x.cloud.databricks.us", "aws"],
  ["https://adb-1.2.azuredatabricks.net", "azure"],
  ["https://adb-1.2.databricks.azure.cn", "azure"],
  ["https://1.2.gcp.databricks.com", "gcp"],
  ["https://localhost:8443", undefined],
  ["https://acme.databricks.com", undefined],
  ["https://azuredatabricks.net.example.com", undefined],
])("the cloud of %s is %s", (host, cloud) => {
  expect(cloudOfHost(host)).toBe(cloud);
});

test.each([
  ["https://adb-1234567890123456.7.azuredatabricks.net", 1234567890123456],
  ["https://adb-12.3.databricks.azure.us", 12],
  ["https://1234567890123456.7.gcp.databricks.com", 1234567890123456],
  ["https://dbc-a1b2c3d4-e5f6.cloud.databricks.com", undefined],
  ["https://12.3.cloud.databricks.com", undefined],
  ["https://acme.gcp.databricks.com", undefined],
  ["https://acme.azuredatabricks.net", undefined],
  ["https://adb-12.3.azuredatabricks.net.example.com", undefined],
  ["https://adb-99999999999999999999.3.azuredatabricks.net", undefined],
  ["https://localhost:8443", undefined],
])("the number of %s is %s", (host, number) => {
  expect(workspaceNumberOf(host)).toBe(number);
});

test.each(["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])("%s is this machine", (hostname) => {
  expect(isLoopback(hostname)).toBe(true);
  expect(isLoopback(`${hostname}.example.com`)).toBe(false);
});

describe("resolveWorkspaceHost", () => {
  const HOST = "https://env.cloud.databricks.com";

  test.each([
    ["workspace.host", { host: "a.cloud.databricks.com" }, {}, "https://a.cloud.databricks.com"],
    ["DATABRICKS_HOST", {}, { DATABRICKS_HOST: HOST }, HOST],
    ["DATABRICKS_HOST", {}, { DATABRICKS_HOST: HOST, DATABRICKS_CONFIG_PROFILE: "prod" }, HOST],
    ["profile prod", { profile: "prod" }, {}, "https://prod.cloud.databricks.com"],
    ["profile prod", {}, { DATABRICKS_CONFIG_PROFILE: "prod" }, "https://prod.cloud.databricks.com"],
    ["profile DEFAULT", {}, {}, "https://default.cloud.databricks.com"],
  ])("takes it from %s of %j and %j", (source, settings, more, host) => {
    const found = resolveWorkspaceHost(settings, { ...env, ...more });
    expect(found).toMatchObject({ host, source: expect.stringMatching(`^${source}`) as string });
  });

  test.each([
    ["nothing names one", {}, { HOME: "/nonexistent" }],
    ["the profile has no host", { profile: "empty" }, { DATABRICKS_CONFIG_PROFILE: "prod" }],
    ["the environment signs in, but names none", {}, { DATABRICKS_TOKEN: "x" }],
    ["there is no .databrickscfg on this machine", { profile: "prod" }, { HOME: "/nonexistent" }],
    ["the address is blank", { host: " " }, { HOME: "/nonexistent", DATABRICKS_HOST: "" }],
  ])("finds none when %s", (_, settings, more) => {
    expect(resolveWorkspaceHost(settings, { ...env, ...more })).toBeUndefined();
  });

  test.each([
    [
      { host: "https://a.cloud.databricks.com" },
      { DATABRICKS_HOST: HOST },
      /^workspace\.host says .*but DATABRICKS_HOST says/,
    ],
    [{ host: "https://a.cloud.databricks.com", profile: "prod" }, {}, /but profile prod of .* says https:\/\/prod/],
    [{ profile: "prod" }, { DATABRICKS_HOST: HOST }, /^DATABRICKS_HOST says/],
    [
      { profile: "prd" },
      {},
      /^workspace\.profile names the profile "prd", which .* does not have; allowed: DEFAULT, prod, empty/,
    ],
    [{}, { DATABRICKS_CONFIG_PROFILE: "prd" }, /^DATABRICKS_CONFIG_PROFILE names the profile/],
  ])("refuses %j with %j", (settings, more, message) => {
    expect(() => resolveWorkspaceHost(settings, { ...env, ...more })).toThrow(message);
  });

  test("says in which form it uses the address, unless only the slash at the end went", () => {
    expect(resolveWorkspaceHost({ host: "a.cloud.databricks.com" }, env)?.note).toBe(
      "workspace.host: using https://a.cloud.databricks.com",
    );
    expect(resolveWorkspaceHost({ host: "https://a.cloud.databricks.com/" }, env)?.note).toBeUndefined();
  });
});

describe("readDatabricksConfig", () => {
  test("keeps everything that is not known to be harmless as a secret", () => {
    const prod = readDatabricksConfig(env)?.profiles.get("prod");
    expect([...(prod?.settings ?? [])]).toEqual([
      ["host", "https://prod.cloud.databricks.com/"],
      ["auth_type", "pat"],
    ]);
    expect([...(prod?.secrets.keys() ?? [])]).toEqual(["token"]);
    expect(prod?.secrets.get("token")?.reveal()).toBe("dapi0123456789abcdef");
    expect(JSON.stringify([...(prod?.secrets ?? [])])).not.toContain("dapi");
  });

  test("DATABRICKS_CONFIG_FILE names another file, ~ being the home directory", () => {
    const other = { HOME: folder, DATABRICKS_CONFIG_FILE: "~/.databrickscfg" };
    expect(readDatabricksConfig(other)?.path).toBe(join(folder, ".databrickscfg"));
    expect(readDatabricksConfig({ ...other, DATABRICKS_CONFIG_FILE: join(folder, "none") })).toBeUndefined();
  });

  test("fails on a file that cannot be read", () => {
    expect(() => readDatabricksConfig({ DATABRICKS_CONFIG_FILE: folder })).toThrow(/cannot be read \(EISDIR\)/);
  });
});
