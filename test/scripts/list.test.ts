import { unlinkSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../scripts/workspace/list";
import { Surroundings } from "../doctor/surroundings";
import { testContext } from "../support/context";

let at: Surroundings;

beforeEach(() => (at = new Surroundings("integrations:\n  clevertap: { catalog: c, schema: s }\n")));
afterEach(() => at.close());

async function list(names: string[], json = false): Promise<string> {
  const { context, out } = testContext(at.env);
  expect(await run({ names, json }, { ...context, cwd: at.folder })).toBe(0);
  return out();
}

/** The answer in the workspace's place, for a path that ends so. */
function answer(ending: string, ...pages: object[]): void {
  at.instead = ({ pathname, searchParams }) =>
    pathname.endsWith(ending) ? Response.json(pages[Number(searchParams.get("page_token") ?? 0)]) : undefined;
}

test("shows catalogs with their owners and types, in columns", async () => {
  const [head, ...lines] = (await list(["catalogs"])).trimEnd().split("\n");
  expect(head).toMatch(/^NAME +OWNER +TYPE$/);
  const cells = lines.map((line) => line.split(/ {2,}/));
  expect(cells).toContainEqual(["main", "admin@sandbox.example", "managed"]);
  expect(cells.find(([name]) => name === "samples")).toContain("system");
  expect(at.methods).toEqual(["GET"]);
});

test("shows schemas by their full names, of all catalogs or of those named", async () => {
  const names = async (...catalogs: string[]) =>
    (JSON.parse(await list(["schemas", ...catalogs], true)) as { name: string }[]).map(({ name }) => name);
  expect(await names("main")).toContain("main.default");
  expect(await names("main")).not.toContain("samples.nyctaxi");
  expect(await names()).toEqual(expect.arrayContaining(["main.default", "samples.nyctaxi"]));
});

test("leaves a catalog out that may not be looked into, and says so", async () => {
  at.instead = ({ searchParams }) =>
    searchParams.get("catalog_name") === "main"
      ? Response.json({ error_code: "PERMISSION_DENIED", message: "no USE CATALOG" }, { status: 403 })
      : undefined;
  const { context, out, err } = testContext(at.env);
  await run({ names: ["schemas"] }, { ...context, cwd: at.folder });
  expect(out()).toContain("samples.nyctaxi");
  expect(out()).not.toContain("main.");
  expect(err()).toBe("main is left out: no USE CATALOG\n");
});

test("shows of warehouses what one has to know to adopt one", async () => {
  answer("/sql/warehouses", {
    warehouses: [
      { id: "a1", name: "BI", state: "RUNNING", cluster_size: "Small", warehouse_type: "PRO", auto_stop_mins: 10 },
      { id: "b2", name: "old", state: "STOPPED", cluster_size: "Large", warehouse_type: "CLASSIC", auto_stop_mins: 0 },
      { id: "c3", name: "gone", state: "DELETING", cluster_size: "Small" },
    ],
  });
  expect(await list(["warehouses"])).toBe(
    [
      "ID  NAME  STATE    SIZE   TYPE     AUTO STOP",
      "a1  BI    RUNNING  Small  pro      10 min",
      "b2  old   STOPPED  Large  classic  never",
      "",
    ].join("\n"),
  );
});

test("shows all-purpose clusters with their access mode, page by page", async () => {
  const cluster = (cluster_id: string, more: object) => ({ cluster_id, cluster_name: `c-${cluster_id}`, ...more });
  answer(
    "/clusters/list",
    {
      clusters: [
        cluster("1", { state: "TERMINATED", data_security_mode: "USER_ISOLATION", autotermination_minutes: 30 }),
        cluster("2", { state: "RUNNING", cluster_source: "JOB" }),
      ],
      next_page_token: "1",
    },
    { clusters: [cluster("3", { state: "RUNNING", cluster_source: "UI", data_security_mode: "SINGLE_USER" })] },
  );
  expect(await list(["clusters"])).toBe(
    [
      "ID  NAME  STATE       ACCESS MODE  AUTO TERMINATION",
      "1   c-1   TERMINATED  shared       30 min",
      "3   c-3   RUNNING     dedicated    never",
      "",
    ].join("\n"),
  );
});

test("--json is one document", async () => {
  expect(JSON.parse(await list(["warehouses"], true))).toMatchObject([
    { name: "Serverless Starter Warehouse", size: "2X-Small", type: "serverless", autoStopMinutes: 10 },
  ]);
});

test("says so when there is nothing to see", async () => {
  at.instead = () => Response.json({});
  expect(await list(["clusters"])).toBe("none that you can see\n");
});

test("needs no onramp.yaml: the environment says which workspace it is", async () => {
  unlinkSync(join(at.folder, "onramp.yaml"));
  expect(await list(["catalogs"])).toContain("main");
});

test("fails with the service's words for a catalog that is not there", async () => {
  await expect(list(["schemas", "gone"])).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringContaining("gone") as string,
  });
});

test.each([
  [[], "Nothing to list is named."],
  [["tables"], "tables cannot be listed."],
  [["catalogs", "main"], "workspace list catalogs takes no further name."],
])("refuses %j", async (names, message) => {
  await expect(list(names)).rejects.toMatchObject({ exitCode: 2, message });
  expect(at.methods).toEqual([]);
});
