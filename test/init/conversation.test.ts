import { parse } from "yaml";
import { ADMIN } from "../../sandbox/state/workspace";
import { Desk } from "../support/desk";

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

/** The entry that was written for CleverTap. */
const entry = (key = "clevertap") =>
  (parse(desk.text() ?? "") as { integrations: Record<string, unknown> }).integrations[key];

const starter = () => desk.workspace.data.warehouses.values().next().value!;

test("the guide's way with new resources is the tool's name and Enter", async () => {
  const { code, out, err } = await desk.init({}, ["clever", "", "", "", "", "", "", ""]);
  expect(code).toBe(0);
  expect(desk.text()).toBe(`# Every field: docs/configuration.md. npm run onramp -- init adds another tool.

integrations:
  # CleverTap: reads, and keeps tables of its own in one schema.
  clevertap:
    # Created; never deleted while something is in it.
    catalog: clevertap_catalog
    schema: clevertap_schema
    # Not written, so as the profile has it (docs/configuration.md):
    #   read: nothing besides its own schema
    #   warehouse: a new one, 2X-Small, serverless, stops after 10 minutes without a query
    #   principal: a new service principal
    #   credential: a personal access token, good for 90 days
    #   mode: import would mean: imports only: it creates no tables
`);
  expect(err).toContain(`as ${ADMIN}`);
  expect(out).toContain(`
Will create  the catalog clevertap_catalog
Will create  the schema clevertap_catalog.clevertap_schema
Will create  the warehouse clevertap: 2X-Small, serverless, stops after 10 minutes without a query
Will create  the service principal clevertap
Will create  a personal access token for it, good for 90 days
Will grant   it USE CATALOG on clevertap_catalog
Will grant   it USE SCHEMA, SELECT, CREATE TABLE on clevertap_catalog.clevertap_schema
Will grant   it CAN USE on the warehouse
Nothing else in the workspace is changed: what belongs to others stays as it is.
`);
  expect(out).toMatch(/Next:\n {2}npm run onramp -- doctor .*\n {2}npx cdktf deploy .*\n {2}npm run check /);
});

test("the guide's way with existing resources takes their numbers or names; nothing of others is written or changed", async () => {
  const bot = desk.workspace.principals.addServicePrincipal({ displayName: "reporting" });
  const { out } = await desk.init({}, [
    "clevertap",
    "main",
    "default",
    "samples.nyctaxi, main.default",
    starter().name.toLowerCase(),
    "bi-users",
    bot.applicationId,
    "",
    "yes",
  ]);
  expect(entry()).toEqual({
    catalog: { existing: "main" },
    schema: { existing: "default" },
    read: ["samples.nyctaxi", "main.default"],
    warehouse: { existing: starter().id, viaGroup: "bi-users" },
    principal: { existing: bot.applicationId },
  });
  expect(desk.text()).toContain(`# ${starter().name}\n`);
  expect(out).toContain("Will use     the catalog main as it is\nWill use     the schema main.default as it is\n");
  expect(out).not.toContain("CAN USE on the warehouse");
  expect(out).toContain(`workspace share-warehouse ${starter().id} --group bi-users `);
});

test("sends nothing but GET, and leaves nothing but the file", async () => {
  await desk.init({}, ["clevertap", "main", "", "", "2", "", "", "", ""]);
  expect(new Set(desk.methods)).toEqual(new Set(["GET"]));
  expect(desk.files).toEqual(["onramp.yaml"]);
});

test("part of a name that fits several tools shows these", async () => {
  const { err } = await desk.init({ yes: true }, ["segment", "2", "", "", "", ""]);
  expect(err).toContain("Which of these?\n  1  segment-reverse-etl\n  2  segment-storage\n");
  expect(entry("segment-storage")).toEqual({ catalog: "segment_storage_catalog" });
});

test.each<[what: string, typed: string[], said: string]>([
  [
    "a tool that is not known",
    ["clevrtap", "clevertap"],
    'there is no profile of "clevrtap"; did you mean "clevertap"?',
  ],
  ["no tool", ["", "clevertap"], "an answer is needed"],
  ["a number that is not there", ["99", "clevertap"], 'there is no profile of "99"'],
  ["a name with a dot", ["clevertap", "a.b", ""], 'has a dot in the name "a.b"'],
  ["a new catalog that is there", ["clevertap", "new sandbox", ""], "the catalog sandbox is there already"],
  [
    "an existing one that is not",
    ["clevertap", "existing mian", ""],
    'there is no catalog mian that you can see; did you mean "main"?',
  ],
  [
    "a catalog of Databricks",
    ["clevertap", "samples", ""],
    "the catalog samples is system, so nothing can be written there",
  ],
  [
    "an existing schema that is not there",
    ["clevertap", "main", "existing sales", ""],
    "there is no schema sales that you can see",
  ],
  [
    "a catalog to read that is not there",
    ["clevertap", "", "", "mani.x", ""],
    'there is no catalog mani that you can see; did you mean "main"?',
  ],
  [
    "a schema to read that is not there",
    ["clevertap", "", "", "main.x", ""],
    "there is no schema x in main that you can see; there is default",
  ],
  ["a star", ["clevertap", "", "", "main.*", ""], 'has a star in "main.*"'],
  ["a number of nothing to read", ["clevertap", "", "", "1, 7", ""], "there is no number 7"],
  [
    "a warehouse that is not there",
    ["clevertap", "", "", "", "big", ""],
    "there is no warehouse big that you can see; there is Serverless Starter Warehouse (",
  ],
  [
    "a group that may do everything",
    ["clevertap", "", "", "", "2", "admins", "", "", "", ""],
    'is "admins", whose members may do everything',
  ],
  [
    "a person in place of a service principal",
    ["clevertap", "", "", "", "", "me@example.com", ""],
    '"me@example.com" is an e-mail address, so a user',
  ],
  [
    "a backend that is not known",
    ["clevertap", "", "", "", "", "", "s4", ""],
    'there is no backend "s4"; did you mean "s3"?',
  ],
])("refuses %s with the reason, and asks again", async (_what, typed, said) => {
  const enough = [...typed, ...Array<string>(10).fill("")];
  const { code, err } = await desk.init({ yes: true }, enough);
  expect(code).toBe(0);
  expect(err.replace(/\s+/g, " ")).toContain(`That will not do: ${said}`);
  expect(desk.text()).toBeDefined();
});

test("a catalog that was made by hand under the guide's name is proposed", async () => {
  desk.workspace.unityCatalog.createCatalog(desk.workspace.admin, { name: "CLEVERTAP_CATALOG" });
  await desk.init({ yes: true }, ["clevertap", "", "", "", "", "", ""]);
  expect(entry()).toEqual({ catalog: { existing: "clevertap_catalog" }, schema: "clevertap_schema" });
});

test("a group that alone may use the warehouse is proposed; where everybody may, nobody is asked", async () => {
  const { principals } = desk.workspace;
  const allow = (group_name: string) =>
    fetch(`https://localhost/api/2.0/permissions/sql/warehouses/${starter().id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${desk.env.DATABRICKS_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ access_control_list: [{ group_name, permission_level: "CAN_USE" }] }),
    });
  principals.addGroup({ displayName: "analysts" });
  await allow("analysts");
  const { out } = await desk.init({ yes: true }, ["clevertap", "", "", "", "2", "", "", ""]);
  expect(entry()).toMatchObject({ warehouse: { existing: starter().id, viaGroup: "analysts" } });
  expect(out).not.toContain("share-warehouse");

  await allow("users");
  const { err } = await desk.init({ yes: true, force: true }, ["clevertap", "", "", "", "2", "", ""]);
  expect(err).not.toContain("By which group");
  expect(entry()).toMatchObject({ warehouse: { existing: starter().id } });
});

test("a tool that manages access is connected only when that is meant", async () => {
  const { err } = await desk.init({ yes: true }, ["immuta", "sure", "yes", "main", "", "", "", ""]);
  expect(err).toContain("That will not do: it is one of yes.");
  expect(entry("immuta")).toEqual({ allowManagingOthers: true, read: ["main"] });
});

test("a backend is asked for what it needs", async () => {
  await desk.init({ yes: true }, ["clevertap", "", "", "", "", "", "s3", "tf-state", "eu-west-1"]);
  expect(parse(desk.text()!)).toMatchObject({ backend: { kind: "s3", bucket: "tf-state", region: "eu-west-1" } });
});

describe("without a workspace", () => {
  beforeEach(() => desk.goOffline());

  test("asks without lists, says why, and asks for what nobody tells", async () => {
    const { out, err } = await desk.init({}, ["clevertap", "", "", "", "", "", "gcp", "", "yes"]);
    expect(err).toContain("Without a workspace: DATABRICKS_HOST is not set");
    expect(err).toContain("What is there could not be listed: type existing NAME for one that is there.");
    expect(out).toContain("export DATABRICKS_HOST=https://…");
    expect(parse(desk.text()!)).toMatchObject({ workspace: { cloud: "gcp" } });
    expect(desk.methods).toEqual([]);
  });

  test("takes the word of people for what is there", async () => {
    const id = "0123456789012345";
    await desk.init({ yes: true }, [
      "clevertap",
      "existing Main",
      "existing crm",
      "",
      `existing ${id}`,
      "",
      "",
      "aws",
      "",
    ]);
    expect(entry()).toEqual({
      catalog: { existing: "main" },
      schema: { existing: "crm" },
      warehouse: { existing: id },
    });
  });

  test("goes on when the service does not answer", async () => {
    desk.env.DATABRICKS_HOST = "https://dbc-1.cloud.databricks.com";
    desk.env.DATABRICKS_TOKEN = "wrong";
    const { err } = await desk.init({ yes: true }, ["clevertap", "", "", "", "", "", ""]);
    expect(err).toContain("Without a workspace: ");
    expect(desk.text()).not.toContain("cloud:");
  });
});

test("in the Free Edition, what is there is proposed, with the reason", async () => {
  desk.close();
  desk = new Desk({ cloud: "aws", edition: "free" });
  const { out, err } = await desk.init({}, ["clevertap", "", "", "", "", "", "", "", ""]);
  expect(err).toContain("Default Storage");
  expect(err).toContain("mostly allow no second warehouse");
  expect(entry()).toEqual({
    catalog: { existing: "workspace" },
    schema: "clevertap_schema",
    warehouse: { existing: starter().id, viaGroup: "onramp-tools" },
  });
  expect(out).not.toMatch(/Will create {2}the (catalog|warehouse)/);
  expect(out).toContain(
    `npm run onramp -- workspace share-warehouse ${starter().id} --group onramp-tools --create-group\n`,
  );
});

test("where a catalog has no place for its data, one is asked for", async () => {
  desk.close();
  desk = new Desk({ cloud: "aws", edition: "free" });
  await desk.init({ yes: true }, ["clevertap", "1", "not a path", "s3://bucket/path", "", "", "", "", "", ""]);
  expect(entry()).toMatchObject({ catalog: { name: "clevertap_catalog", storageRoot: "s3://bucket/path" } });
});
