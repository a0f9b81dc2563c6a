import { type Sandbox, startSandbox } from "../../sandbox";
import { adminCall, adminSql } from "../support/as-admin";
import { Project } from "../support/project";
import { difference, take } from "../support/workspace-diff";

jest.setTimeout(240_000);

const UNITY = "/api/2.1/unity-catalog";
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

const entry = (catalog: object, schema: object | string = "s") =>
  JSON.stringify({ integrations: { clevertap: { catalog: { name: "c", ...catalog }, schema } } });

/** A right that no state knows of. */
const strangerOn = (securable: string) => adminSql(sandbox, [`GRANT USE CATALOG ON ${securable} TO \`account users\``]);

/** What Terraform says about a plan that it refuses, on one line; fails when it does not. */
async function refusal(text: string): Promise<string> {
  const before = take(sandbox);
  project.write(text);
  await project.prepare();
  const { code, stderr } = await project.apply().ended;
  expect([code, difference(before, take(sandbox))]).toEqual([1, []]);
  return stderr.replace(/[\s│]+/g, " ");
}

test.each<[string, object, object, string]>([
  [
    "edited",
    { storageRoot: "s3://lake/a" },
    { storageRoot: "s3://lake/b" },
    "the storage root s3://lake/a, and that cannot become s3://lake/b",
  ],
  ["added", {}, { storageRoot: "s3://lake/b" }, "no storage root of its own, and that cannot become s3://lake/b"],
])("a storage root that is %s is refused in the plan, and what strangers hold stays", async (_, first, then, says) => {
  await project.deploy(entry(first));
  await strangerOn("CATALOG c");
  expect(await refusal(entry(then))).toContain(`Catalog c has ${says}`);
  expect(await project.deploy(entry(first))).toBe(UNCHANGED);
});

test("a storage root that is removed from the file stays, and a slash at its end means nothing", async () => {
  await project.deploy(entry({ storageRoot: "s3://lake/a" }));
  await strangerOn("CATALOG c");
  for (const same of [{}, { storageRoot: "s3://lake/a/" }, { storageRoot: "s3://lake/a" }]) {
    expect(await project.deploy(entry(same))).toBe(UNCHANGED);
  }
});

test("a catalog and a schema with storage roots and comments are taken over, and the import lines removed: no change", async () => {
  await adminCall(sandbox, "POST", `${UNITY}/catalogs`, {
    name: "c",
    storage_root: "s3://lake/c",
    comment: "hers",
    properties: { team: "bi" },
  });
  await adminCall(sandbox, "POST", `${UNITY}/schemas`, {
    name: "s",
    catalog_name: "c",
    storage_root: "s3://lake/s",
    comment: "hers, too",
    properties: { team: "bi" },
  });
  await strangerOn("CATALOG c");
  const imported = { catalog: { import: "c" }, schema: { import: "s" } };
  await project.deploy(JSON.stringify({ integrations: { clevertap: imported } }));
  const before = take(sandbox);
  expect(await project.deploy(entry({}))).toBe(UNCHANGED);
  expect(difference(before, take(sandbox))).toEqual([]);
  expect(await project.deploy(entry({ comment: "" }))).toBe("Resources: 0 added, 1 changed, 0 destroyed.");
});

test("a catalog that is taken over keeps its storage root, and the file may name no other", async () => {
  await adminCall(sandbox, "POST", `${UNITY}/catalogs`, { name: "c", storage_root: "s3://lake/c" });
  const taking = (storageRoot: string) =>
    JSON.stringify({ integrations: { clevertap: { catalog: { import: "c", storageRoot }, schema: "s" } } });
  expect(await refusal(taking("s3://lake/d"))).toContain("Catalog c has the storage root s3://lake/c");
  await project.deploy(taking("s3://lake/c"));
  expect(await project.deploy(entry({}))).toBe(UNCHANGED);
});
