import { check, messagesOf } from "./check";

const HOME = { HOME: "/nonexistent" };
const PAT = "integrations: { clevertap: { catalog: c, schema: s } }\n";
const OAUTH = "integrations: { generic-reader: { read: [a] } }\n";
const SANDBOX = {
  ...HOME,
  ONRAMP_SANDBOX: "id",
  ONRAMP_SANDBOX_CLOUD: "azure",
  DATABRICKS_HOST: "https://localhost:40123",
};

const workspaceOf = (text: string, env: NodeJS.ProcessEnv) => check(text, {}, { ...HOME, ...env }).config.workspace;
const messages = (text: string, env: NodeJS.ProcessEnv = {}) => messagesOf(text, {}, { ...HOME, ...env });

test.each([
  ["https://dbc-1.cloud.databricks.com", "aws"],
  ["https://adb-1.2.azuredatabricks.net", "azure"],
  ["https://1.2.gcp.databricks.com", "gcp"],
])("the address %s tells the cloud %s", (host, cloud) => {
  expect(workspaceOf(PAT, { DATABRICKS_HOST: host })).toEqual({ host, cloud, rateLimit: 50 });
  expect(workspaceOf(`workspace: { host: ${host} }\n${PAT}`, {})).toEqual({ host, cloud, rateLimit: 50 });
});

test("the cloud can be said where the address does not tell it", () => {
  const text = `workspace: { cloud: gcp }\n${PAT}`;
  expect(workspaceOf(text, {})).toEqual({ cloud: "gcp", rateLimit: 50 });
  expect(workspaceOf(text, { DATABRICKS_HOST: "data.example.com" })).toMatchObject({ cloud: "gcp" });
});

test("asks for the cloud when a token has to be made and nothing tells it", () => {
  expect(messages(PAT)).toEqual([
    expect.stringMatching(
      /workspace\.cloud — is not known: .*; allowed: aws, azure or gcp; fix: set DATABRICKS_HOST or workspace\.host, .*npm run sandbox -- --run/,
    ),
  ]);
  expect(messages(PAT, { DATABRICKS_HOST: "https://data.example.com" })).toEqual([
    expect.stringMatching(/workspace\.cloud — is not set, and https:\/\/data\.example\.com does not tell it/),
  ]);
});

test("needs no cloud for OAuth secrets and for what is taken away", () => {
  expect(messages(OAUTH)).toEqual([]);
  expect(messages("integrations: { clevertap: { catalog: c, schema: s, absent: true } }")).toEqual([]);
});

test("refuses a workspace in the file that is not the one of the environment", () => {
  const text = `workspace:\n  host: dbc-1.cloud.databricks.com\n${PAT}`;
  expect(messages(text, { DATABRICKS_HOST: "https://dbc-2.cloud.databricks.com" })).toEqual([
    "onramp.yaml:2:3 workspace.host — says https://dbc-1.cloud.databricks.com, but DATABRICKS_HOST says " +
      "https://dbc-2.cloud.databricks.com; allowed: one workspace; fix: remove one of the two, or set both to the same workspace",
  ]);
  expect(messages(text, { DATABRICKS_HOST: "https://DBC-1.cloud.databricks.com/" })).toEqual([]);
});

test("refuses a cloud that the address contradicts", () => {
  expect(messages(`workspace: { cloud: aws, host: https://adb-1.2.azuredatabricks.net }\n${PAT}`)).toEqual([
    expect.stringContaining(
      "workspace.cloud — is aws, but https://adb-1.2.azuredatabricks.net (workspace.host) is on azure",
    ),
  ]);
});

test("says when the address is used in another form", () => {
  const { config, notes } = check(`workspace: { host: "dbc-1.cloud.databricks.com/browse?o=1" }\n${PAT}`, {}, HOME);
  expect(config.workspace.host).toBe("https://dbc-1.cloud.databricks.com");
  expect(notes).toEqual(["workspace.host: using https://dbc-1.cloud.databricks.com"]);
});

test("refuses an address of the environment at the workspace", () => {
  expect(messages(PAT, { DATABRICKS_HOST: "http://dbc-1.cloud.databricks.com" })).toEqual([
    expect.stringMatching(/ workspace — DATABRICKS_HOST starts with http:\/\/.*fix: write https:\/\/dbc-1/),
  ]);
});

describe("in the sandbox", () => {
  test("its own address and cloud count, and workspace: is ignored with a note", () => {
    const text = `workspace: { host: https://dbc-1.cloud.databricks.com, cloud: aws, profile: prod }\n${PAT}`;
    const { config, notes } = check(text, {}, SANDBOX);
    expect(config.workspace).toEqual({ host: "https://localhost:40123", cloud: "azure", rateLimit: 50 });
    expect(notes).toEqual([expect.stringContaining("workspace: is ignored in the sandbox")]);
    expect(check(PAT, {}, SANDBOX).notes).toEqual([]);
  });

  test.each([
    [
      "DATABRICKS_HOST",
      "https://dbc-1.cloud.databricks.com",
      /is https:\/\/dbc-1\.cloud\.databricks\.com, not this machine/,
    ],
    ["DATABRICKS_HOST", undefined, /ONRAMP_SANDBOX is set, but DATABRICKS_HOST is not/],
    ["ONRAMP_SANDBOX_CLOUD", "moon", /ONRAMP_SANDBOX_CLOUD names no cloud; allowed: aws, azure or gcp/],
  ])("refuses %s = %s", (name, value, message) => {
    const text = messagesOf(PAT, {}, { ...SANDBOX, [name]: value });
    expect(text).toEqual([expect.stringMatching(message)]);
    expect(text[0]).toContain("unset ONRAMP_SANDBOX");
  });
});
