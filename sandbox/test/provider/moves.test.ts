import { startWorkspace, type WorkspaceUnderTest } from "./real-workspace";
import { TerraformFolder } from "./terraform";

/** Terraform's own ways to take over, rename and let go, which need nothing but a provider that keeps to the rules. */
let workspace: WorkspaceUnderTest;
let terraform: TerraformFolder;

const SCHEMAS = "/api/2.1/unity-catalog/schemas";
const schema = { catalog_name: "main", name: "theirs" };

beforeAll(async () => {
  workspace = await startWorkspace();
  terraform = new TerraformFolder(workspace.host);
  await workspace.admin("POST", SCHEMAS, { ...schema, comment: "theirs", properties: { team: "crm" } });
  terraform.write({});
  await terraform.run("init", "-no-color");
});

afterAll(async () => {
  terraform.remove();
  await workspace.host.close();
});

test("takes over a schema and leaves alone what it is told to ignore", async () => {
  const lifecycle = { ignore_changes: ["comment", "properties"] };
  terraform.write({
    resource: { databricks_schema: { ours: { ...schema, lifecycle } } },
    import: [{ to: "databricks_schema.ours", id: "main.theirs" }],
  });
  workspace.takeCalls();
  expect((await terraform.apply()).stdout).toMatch("1 imported, 0 added, 0 changed, 0 destroyed");
  expect(workspace.takeCalls().filter((call) => !call.startsWith("GET "))).toEqual([]);
  await workspace.admin("PATCH", `${SCHEMAS}/main.theirs`, { comment: "changed by them" });
  expect(await terraform.plan()).toEqual(["databricks_schema.ours drifted: update"]);
});

test("follows a resource to its new address", async () => {
  terraform.write({
    resource: { databricks_schema: { renamed: { ...schema, lifecycle: { ignore_changes: "all" } } } },
    moved: [{ from: "databricks_schema.ours", to: "databricks_schema.renamed" }],
  });
  expect((await terraform.apply()).stdout).toMatch("0 added, 0 changed, 0 destroyed");
  expect(terraform.state().resources.map(({ name }) => name)).toEqual(["renamed"]);
});

test("forgets a schema without destroying it", async () => {
  terraform.write({ removed: [{ from: "databricks_schema.renamed", lifecycle: { destroy: false } }] });
  workspace.takeCalls();
  expect((await terraform.apply()).stdout).toMatch("0 added, 0 changed, 0 destroyed");
  expect(workspace.takeCalls().filter((call) => !call.startsWith("GET "))).toEqual([]);
  expect(terraform.state().resources).toEqual([]);
  expect(await workspace.admin("GET", `${SCHEMAS}/main.theirs`)).toMatchObject({ comment: "changed by them" });
});
