import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Workspace } from "../../state/workspace";
import { harness } from "./harness";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "snapshot-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => join(folder, "state", "workspace.json");

test("brings a workspace back as it was", () => {
  const { workspace, schema, addPrincipal, grant } = harness({ file: file(), cloud: "gcp" });
  const tool = addPrincipal();
  grant(schema, tool.record.applicationId, "SELECT", "USE_SCHEMA");
  schema.properties = { $map: "a text", $set: "too" };
  const { value } = workspace.credentials.createToken(tool.caller, "pat", 60);
  workspace.save();
  const again = new Workspace({ file: file(), cloud: "aws", now: workspace.now });
  expect(again.data).toEqual(workspace.data);
  expect(again.data.identity.cloud).toBe("gcp");
  expect(again.credentials.authenticate(value).id).toBe(tool.record.id);
});

test("brings back one that was written before there were clusters and the like", () => {
  const { workspace } = harness({ file: file() });
  workspace.save();
  const snapshot = JSON.parse(readFileSync(file(), "utf8")) as { data: Record<string, unknown> };
  for (const part of ["clusters", "warehouseConfig", "providers", "connections"]) {
    expect(snapshot.data).toHaveProperty(part);
    delete snapshot.data[part];
  }
  writeFileSync(file(), JSON.stringify(snapshot));
  const again = new Workspace({ file: file(), now: workspace.now });
  expect(again.data).toEqual(workspace.data);
  expect(again.clusters.list(again.admin)).toEqual([]);
});

test("keeps clusters, editions, and what catalogs are made of", () => {
  const { workspace, admin, unityCatalog } = harness({ file: file() });
  const settings = { sparkVersion: "16.4.x-scala2.12", nodeType: "i3.xlarge", workers: { min: 1, max: 2 } };
  workspace.clusters.create(admin, settings);
  unityCatalog.sources.createProvider(admin, { name: "acme" });
  unityCatalog.createCatalog(admin, { name: "shared", source: { provider: "acme", share: "s" } });
  Object.assign(workspace.data.identity, { edition: "free" });
  workspace.save();
  const again = new Workspace({ file: file(), edition: "trial", now: workspace.now });
  expect(again.data).toEqual(workspace.data);
  expect(again.data.identity.edition).toBe("free");
});

test("is readable by its owner only, and leaves no other file when it ends", () => {
  const { workspace } = harness({ file: file() });
  workspace.changed();
  workspace.close();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "state"))).toEqual(["workspace.json"]);
});

test("writes nothing without a file", () => {
  const { workspace } = harness();
  expect(() => workspace.save()).not.toThrow();
});

test.each([
  ["nothing", "", /is not a workspace snapshot; move it away/],
  ["no JSON", "{", /is not a workspace snapshot/],
  ["null", "null", /is not a workspace snapshot/],
  ["a Terraform state", '{"version":4,"data":{}}', /is not a workspace snapshot/],
  [
    "a newer snapshot",
    '{"format":"databricks-sandbox-workspace","version":99,"data":{}}',
    /is a workspace snapshot of version 99, this sandbox reads \d+; use the version that wrote it/,
  ],
])("refuses a file with %s and leaves it as it is", (_what, text, message) => {
  const path = join(folder, "workspace.json");
  writeFileSync(path, text);
  expect(() => new Workspace({ file: path })).toThrow(message);
  expect(readFileSync(path, "utf8")).toBe(text);
});
