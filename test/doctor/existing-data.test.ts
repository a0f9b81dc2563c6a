import { inYaml, oneOf, reader, writer, Surroundings } from "./surroundings";

let at: Surroundings;
const set = (yaml: string, edition?: "free" | "trial") => (at = new Surroundings(yaml, "aws", edition));

afterEach(() => at.close());

describe("existing catalogs and schemas", () => {
  test("are well when they are there", async () => {
    set(writer("catalog: { existing: c }, schema: { existing: default }"));
    at.addCatalog("c");
    const { report } = await at.examine();
    expect(report.findings.filter(({ status }) => status !== "PASS")).toEqual([]);
    expect(report.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(["catalogs", "schemas"]));
  });

  test.each(["existing: c", "import: c"])("fails once for a catalog with %s that is not there", async (how) => {
    set(writer(`catalog: { name: c, ${how} }, schema: { existing: s }`));
    expect(await at.complaints()).toMatchObject(
      oneOf("catalogs", "FAIL", {
        message: "the catalog c is not there",
        fix: "integrations.writer\ncatalog: { name: c }",
      }),
    );
  });

  test("fails for a schema that is not there", async () => {
    set(writer("catalog: { existing: c }, schema: { existing: s }"));
    at.addCatalog("c");
    expect(await at.complaints()).toMatchObject(
      oneOf("schemas", "FAIL", { message: "the schema c.s is not there", fix: "schema: { name: s }" }),
    );
  });

  test.each([
    ["FOREIGN_CATALOG", "a database of another system"],
    ["DELTASHARING_CATALOG", "somebody else's metastore"],
  ] as const)("fails for a %s in which a tool is to make something", async (type, cause) => {
    set(writer("catalog: { existing: c }, schema: s"));
    at.addCatalog("c", type);
    expect(await at.complaints()).toMatchObject(
      oneOf("catalogs", "FAIL", { message: "writer cannot make anything in c", cause, fix: "read:" }),
    );
  });

  test("are well when a tool only reads a foreign one", async () => {
    set(`catalogs: { erp: { existing: erp } }\n${reader("catalog: erp").replace("main.default", "erp.default")}`);
    at.addCatalog("erp", "FOREIGN_CATALOG");
    expect(await at.complaints()).toEqual([]);
  });

  test("fails for an isolated one that is not open to this workspace, with the binding", async () => {
    set(`catalogs: { c: { existing: c } }\n${reader("catalog: c")}`);
    Object.assign(at.addCatalog("c"), { isolationMode: "ISOLATED", boundWorkspaces: [7] });
    const { workspaceId } = at.workspace.data.identity;
    expect(await at.complaints()).toMatchObject(
      oneOf("catalogs", "FAIL", {
        message: "isolated",
        fix: `update-bindings catalog c --json '{"add":[{"workspace_id":${workspaceId},`,
      }),
    );
  });

  test("fails for a schema to create where you may not, with the GRANT", async () => {
    set(writer("catalog: { existing: c }, schema: s"));
    const { unityCatalog, admin } = at.workspace;
    const c = at.addCatalog("c");
    at.signInAs("ann@example.com", { admin: true });
    const give = (...add: string[]) =>
      unityCatalog.grants.change(admin, unityCatalog.catalog(admin, c.name), [{ principal: "ann@example.com", add }]);
    give("MANAGE", "USE_CATALOG");
    expect(await at.complaints()).toMatchObject(
      oneOf("create-schema", "FAIL", { fix: "GRANT CREATE SCHEMA ON CATALOG `c` TO `ann@example.com`;" }),
    );
    give("ALL_PRIVILEGES");
    expect(await at.complaints()).toEqual([]);
  });

  test("fails for a created one that lists this workspace among others", async () => {
    set("");
    const { workspaceId } = at.workspace.data.identity;
    at.write(`catalogs: { c: { alsoIn: [7, ${workspaceId}] } }\nintegrations: {}\n`);
    expect(await at.complaints()).toMatchObject(
      oneOf("workspaces", "FAIL", { fix: "under catalogs\nc: { name: c, alsoIn: [ 7 ] }" }),
    );
  });
});

describe("Free Edition and trials", () => {
  const FREE =
    "integrations:\n  reader: { tool: generic-reader, credential: { kind: oauth }, read: [workspace.default], warehouse: W }\n";
  const starter = () => [...at.workspace.data.warehouses.values()][0]!.id;

  test("are recognised, and well with the warehouse that is there", async () => {
    set("", "free");
    at.letUse(starter(), "users");
    at.write(FREE.replace("W", `{ existing: ${JSON.stringify(starter())} }`));
    const { report } = await at.examine();
    expect(report.findings.filter(({ status }) => status !== "PASS")).toEqual([]);
    expect(report.findings.find(({ id }) => id === "edition")?.message).toContain("looks like Free Edition");
  });

  test("warns of a second warehouse, with the one that is there", async () => {
    set(FREE.replace("W", "{}"), "free");
    expect(await at.complaints()).toMatchObject(
      oneOf("edition", "WARN", { cause: "one SQL warehouse", fix: `warehouse: { existing: ${inYaml(starter())} }` }),
    );
  });

  test("are well after a deploy that was not refused", async () => {
    set(FREE.replace("W", "{}"), "trial");
    const id = at.addWarehouse("reader");
    at.hold(["databricks_sql_endpoint", { id }]);
    expect(await at.complaints()).toEqual([]);
  });

  test("warns of what is not serverless", async () => {
    set(FREE.replace("W", "{ serverless: false }"), "trial");
    const complaints = await at.complaints();
    expect(complaints.map(({ id }) => id)).toContain("edition");
    expect(complaints.map(({ fix }) => fix).join()).toContain("warehouse: { serverless: true }");
  });

  test("fails for a catalog to create, with three ways out", async () => {
    set(
      "integrations:\n  writer: { tool: generic-writer, credential: { kind: oauth }, catalog: c, schema: s }\n",
      "trial",
    );
    const complaints = await at.complaints();
    expect(complaints.filter(({ id }) => id === "storage-root")).toMatchObject(
      oneOf("storage-root", "FAIL", { cause: "serverless compute", fix: "under integrations.writer" }),
    );
    expect(
      complaints
        .find(({ id }) => id === "storage-root")
        ?.fix?.split("\n")
        .slice(1),
    ).toEqual([
      "catalog: { name: c, storageRoot: s3://BUCKET/PATH }   # a path inside an external location",
      "catalog: { existing: workspace }   # a catalog that is there",
      "catalog: { existing: c }   # after Catalog › + › Create a catalog › c › Use default storage › Create",
    ]);
  });
});
