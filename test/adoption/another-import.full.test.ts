import { type Sandbox, startSandbox } from "../../sandbox";
import { adminCall, adminSql } from "../support/as-admin";
import { failures, Project } from "../support/project";
import { difference, take } from "../support/workspace-diff";

jest.setTimeout(300_000);

const UNCHANGED = "Resources: 0 added, 0 changed, 0 destroyed.";

let sandbox: Sandbox;
let project: Project;

beforeEach(async () => {
  sandbox = await startSandbox();
  project = new Project(sandbox);
});

afterEach(async () => {
  project.remove();
  await sandbox.close();
});

type Entry = Readonly<Record<string, unknown>>;

const OWN: Entry = { catalog: { name: "c" }, schema: { name: "s" } };
const write = (entry: Entry) => project.write(JSON.stringify({ integrations: { clevertap: { ...OWN, ...entry } } }));

const warehouse = async () =>
  (
    await adminCall<{ id: string }>(sandbox, "POST", "/api/2.0/sql/warehouses", {
      name: "BI",
      cluster_size: "2X-Small",
    })
  ).id;
const principal = async () =>
  (
    await adminCall<{ id: string }>(sandbox, "POST", "/api/2.0/preview/scim/v2/ServicePrincipals", {
      displayName: "etl",
      entitlements: [{ value: "databricks-sql-access" }],
    })
  ).id;

test.each<[string, () => Promise<Entry>, Entry, RegExp]>([
  ["warehouse, by id", async () => ({ warehouse: { import: await warehouse() } }), {}, /[0-9a-f]{16}/],
  ["warehouse, by name", async () => (await warehouse(), { warehouse: { import: "BI" } }), {}, /[0-9a-f]{16}/],
  [
    "schema",
    async () => {
      await adminSql(sandbox, ["CREATE SCHEMA c.other"]);
      return { schema: { import: "other" } };
    },
    { catalog: { existing: "c" } },
    /c\.s/,
  ],
  ["service principal, by id", async () => ({ principal: { import: await principal() } }), {}, /\d+/],
  ["service principal, by name", async () => (await principal(), { principal: { import: "etl" } }), {}, /\d+/],
])(
  "a created %s is not passed off as another one that import names; the way that is named leads there",
  async (_, other, surroundings, own) => {
    if ("catalog" in surroundings) await adminSql(sandbox, ["CREATE CATALOG c"]);
    write(surroundings);
    await project.deploy();
    const entry = { ...surroundings, ...(await other()) };
    const before = take(sandbox);
    write(entry);
    await project.prepare();
    const { code, stderr } = await project.apply().ended;
    const said = stderr.replace(/[\s│]+/g, " ");
    expect([code, said]).toEqual([1, expect.stringContaining("and import names another one")]);
    expect(said).toMatch(new RegExp(`This stack has ${own.source} here`));
    expect(difference(before, take(sandbox))).toEqual([]);

    const [[part, value] = ["", {}]] = Object.entries(entry).filter(([key]) => key !== "catalog");
    write({
      ...entry,
      [part]: { existing: (value as { import: string }).import },
      replaceGrants: part === "principal",
    });
    await project.deploy();
    write(entry);
    await project.deploy();
    expect(await project.deploy()).toBe(UNCHANGED);
    if (part !== "warehouse") expect(failures(await project.check())).toEqual([]);
  },
);

test("a created catalog is not passed off as another one either", async () => {
  write({});
  await project.deploy();
  await adminSql(sandbox, ["CREATE CATALOG other"]);
  const before = take(sandbox);
  write({ catalog: { import: "other" } });
  await project.prepare();
  const { code, stderr } = await project.apply().ended;
  expect([code, stderr.replace(/[\s│]+/g, " ")]).toEqual([
    1,
    expect.stringContaining(
      "This stack has c here, which it made or took over before, and import names another one, other.",
    ),
  ]);
  expect(difference(before, take(sandbox))).toEqual([]);
});
