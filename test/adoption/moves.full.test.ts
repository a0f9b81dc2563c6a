import { type Sandbox, startSandbox } from "../../sandbox";
import { adminCall, adminSql } from "../support/as-admin";
import { Project } from "../support/project";
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

/** Deploys, sees that a second deploy changes nothing, and tells what became of the workspace. */
async function deploy(config: object): Promise<string[]> {
  const before = take(sandbox);
  await project.deploy(JSON.stringify(config));
  const after = take(sandbox);
  expect(await project.deploy()).toBe(UNCHANGED);
  return difference(before, after);
}

const READS = { tool: "qualytics", read: ["samples.nyctaxi"] };
const quality = (catalog: unknown) => ({ qualytics: { ...READS, enrichment: { catalog, schema: "results" } } });

describe("a catalog that has another place in the file", () => {
  beforeEach(async () => {
    await deploy({ integrations: quality({ name: "quality", alsoIn: [4711] }) });
    await adminSql(sandbox, ["CREATE TABLE quality.results.t AS SELECT 1 AS a"]);
    await adminSql(sandbox, ["GRANT USE CATALOG ON CATALOG quality TO `account users`"]);
  });

  test("moves from a second form to the shared ones and back, with all that is in it", async () => {
    const shared = { catalogs: { quality: { alsoIn: [4711] } }, integrations: quality("quality") };
    expect(await deploy(shared)).toEqual([]);
    expect(await deploy({ integrations: quality({ name: "quality", alsoIn: [4711] }) })).toEqual([]);
  });

  test("moves while it is taken over as well", async () => {
    const shared = { catalogs: { quality: { import: "quality", alsoIn: [4711] } }, integrations: quality("quality") };
    expect(await deploy(shared)).toEqual([]);
  });

  test("moves with its schema when the entry gets another key", async () => {
    const [entry] = Object.values(quality({ name: "quality", alsoIn: [4711] }));
    const changes = await deploy({ integrations: { renamed: entry } });
    expect(changes.filter((line) => /^[-+~] (catalogs|schemas|tables)\./.test(line))).toEqual([]);
    expect(changes.join("\n")).not.toContain("account users");
  });

  test("is refused in another stack, with the way, which leads there", async () => {
    const there = (catalog: object) => ({
      catalogs: { quality: catalog },
      integrations: { qualytics: { ...quality("quality").qualytics, stack: "onramp" } },
    });
    const moved = (catalog: object) => ({ name: "main", ...there(catalog) });
    const before = take(sandbox);
    project.write(JSON.stringify(moved({ alsoIn: [4711] })));
    const { code, stderr } = await project.synth();
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        "has stack main make the catalog quality, which is in the state of stack onramp; nothing",
      ),
    ]);
    expect(stderr).toContain("write existing: quality in place of its name, and deploy onramp");
    expect(difference(before, take(sandbox))).toEqual([]);

    await project.deploy(JSON.stringify(moved({ existing: "quality" })));
    project.write(JSON.stringify(moved({ import: "quality", alsoIn: [4711] })));
    expect(await project.synth()).toMatchObject({ code: 0 });
  });
});

test("an integration's own catalog becomes a shared one that is created", async () => {
  const place = { schema: "s" };
  await deploy({ integrations: { clevertap: { ...place, catalog: "c" } } });
  expect(await deploy({ catalogs: { c: {} }, integrations: { clevertap: { ...place, catalog: "c" } } })).toEqual([]);
});

describe("a warehouse that an entry lets go of", () => {
  const own = { clevertap: { catalog: "c", schema: "s", warehouse: { size: "Small", maxClusters: 2 } } };
  const other = { clevertap: { ...own.clevertap, warehouse: { existing: "BI" } } };
  let id: string;

  beforeEach(async () => {
    await adminCall(sandbox, "POST", "/api/2.0/sql/warehouses", { name: "BI", cluster_size: "2X-Small" });
    await deploy({ integrations: own });
    id = [...sandbox.workspace.data.warehouses.values()].find(({ name }) => name === "clevertap")?.id ?? "";
  });

  test("is named by synth, plan and doctor, with its cost and the command that deletes it", async () => {
    const says = [
      `the warehouse clevertap (${id}) leaves the state of stack onramp and stays in the workspace.`,
      "up to 24 DBU for each hour that it runs (Small), until 10 minutes after the last query",
      `databricks warehouses delete ${id}`,
    ];
    project.write(JSON.stringify({ integrations: other }));
    const plain = (text: string) => text.replace(/[\s│]+/g, " ");
    const synth = await project.synth();
    for (const each of says) expect(plain(synth.stderr)).toContain(each);
    const early = await project.onramp("doctor");
    expect(plain(early.stdout)).toContain(`the warehouse clevertap (${id}) was made for clevertap, which uses another`);
    expect(plain(early.stdout)).toContain("the next deploy lets go of it, and it stays");

    await project.prepare();
    const { code, stdout, stderr } = await project.terraform("plan", "-input=false", "-no-color").ended;
    expect(code).toBe(0);
    for (const each of says) expect(plain(stdout + stderr)).toContain(each);

    await project.deploy();
    expect(await project.deploy()).toBe(UNCHANGED);
    expect((await project.synth()).stderr).not.toContain(id);
    const late = await project.onramp("doctor");
    expect(plain(late.stdout)).toContain("it stayed; it costs up to 24 DBU for each hour that it runs (Small)");
    expect(plain(late.stdout)).toContain(says[2]);
    await adminCall(sandbox, "DELETE", `/api/2.0/sql/warehouses/${id}`);
    expect((await project.onramp("doctor")).stdout).not.toContain("was made for");
  });

  test("is not named when it is the one that the entry goes on using", async () => {
    for (const existing of [id, "clevertap"]) {
      project.write(JSON.stringify({ integrations: { clevertap: { ...own.clevertap, warehouse: { existing } } } }));
      expect((await project.synth()).stderr).not.toContain("leaves the state");
      expect((await project.onramp("doctor")).stdout).not.toContain("was made for");
    }
  });
});
