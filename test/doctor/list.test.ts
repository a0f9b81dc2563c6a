import { run } from "../../scripts/list";
import { testContext } from "../scripts/context";
import { Surroundings } from "./surroundings";

let at: Surroundings;

beforeEach(() => (at = new Surroundings("integrations:\n  clevertap: { catalog: c, schema: s }\n")));
afterEach(() => at.close());

async function list(names: string[], json = false): Promise<string> {
  const { context, out } = testContext(at.env);
  expect(await run({ names, json }, { ...context, cwd: at.folder })).toBe(0);
  return out();
}

test("shows catalogs with their owners, in columns", async () => {
  const [head, ...lines] = (await list(["catalogs"])).trimEnd().split("\n");
  expect(head).toMatch(/^NAME +OWNER$/);
  expect(lines.map((line) => line.split(/ {2,}/))).toContainEqual(["main", "admin@sandbox.example"]);
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

test("--json is one document", async () => {
  expect(JSON.parse(await list(["warehouses"], true))).toMatchObject([
    { name: "Serverless Starter Warehouse", id: expect.any(String) as string, size: "2X-Small" },
  ]);
});

test("follows every page", async () => {
  at.instead = ({ pathname, searchParams }) => {
    if (!pathname.endsWith("/catalogs")) return undefined;
    const second = searchParams.get("page_token") === "2";
    return Response.json(second ? { catalogs: [{ name: "b" }] } : { next_page_token: "2" });
  };
  expect(JSON.parse(await list(["catalogs"], true))).toEqual([{ name: "b", owner: "" }]);
});

test("says so when there is nothing to see", async () => {
  at.instead = () => Response.json({});
  expect(await list(["warehouses"])).toBe("none that you can see\n");
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
  [["catalogs", "main"], "list catalogs takes no further name."],
])("refuses %j", async (names, message) => {
  await expect(list(names)).rejects.toMatchObject({ exitCode: 2, message });
  expect(at.methods).toEqual([]);
});
