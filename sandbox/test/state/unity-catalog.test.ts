import type { ServiceError } from "../../state/errors";
import { harness } from "./harness";

const codeOf = (action: () => void): string | undefined => {
  try {
    action();
    return undefined;
  } catch (error) {
    return (error as ServiceError).code;
  }
};

describe("dropping", () => {
  test("refuses a catalog that has any schema but information_schema", () => {
    const { unityCatalog, admin } = harness();
    unityCatalog.createCatalog(admin, { name: "x" });
    expect(codeOf(() => unityCatalog.dropCatalog(admin, "x"))).toBe("INVALID_STATE");
    unityCatalog.dropSchema(admin, "x", "default");
    unityCatalog.dropCatalog(admin, "X");
    expect(unityCatalog.findCatalog("x")).toBeUndefined();
  });

  test("refuses a schema with tables", () => {
    const { unityCatalog, admin } = harness();
    expect(codeOf(() => unityCatalog.dropSchema(admin, "main", "sales"))).toBe("INVALID_STATE");
    unityCatalog.dropTable(admin, "main", "sales", "ORDERS");
    unityCatalog.dropSchema(admin, "main", "sales");
    expect(unityCatalog.findSchema("main", "sales")).toBeUndefined();
  });

  test("by force takes everything inside, its grants too, children first", () => {
    const { unityCatalog, admin, workspace, catalog, schema, table, grant } = harness();
    grant(table, "users", "SELECT");
    const dropped: string[] = [];
    unityCatalog.onDrop(({ kind, name }) => dropped.push(`${kind} ${name}`));
    unityCatalog.dropCatalog(admin, "main", true);
    expect(dropped.indexOf("table orders")).toBeLessThan(dropped.indexOf("schema sales"));
    expect(dropped.at(-1)).toBe("catalog main");
    for (const { id } of [catalog, schema, table]) expect(workspace.data.grants.has(id)).toBe(false);
    expect([...workspace.data.schemas.values()].some((each) => each.catalogId === catalog.id)).toBe(false);
  });

  test("is refused to those who do not manage it", () => {
    const { unityCatalog, schema, addPrincipal, grant } = harness();
    const tool = addPrincipal();
    grant(schema, tool.record.applicationId, "USE_SCHEMA", "CREATE_TABLE", "SELECT", "MODIFY");
    expect(codeOf(() => unityCatalog.dropTable(tool.caller, "main", "sales", "orders"))).toBe("PERMISSION_DENIED");
    expect(codeOf(() => unityCatalog.dropSchema(tool.caller, "main", "sales", true))).toBe("PERMISSION_DENIED");
    const own = { name: "own", tableType: "MANAGED" as const, columns: [] };
    unityCatalog.createTable(tool.caller, "main", "sales", own);
    unityCatalog.dropTable(tool.caller, "main", "sales", "own");
  });

  test("is refused for information_schema", () => {
    const { unityCatalog, admin } = harness();
    expect(codeOf(() => unityCatalog.dropSchema(admin, "main", "information_schema", true))).toBe("PERMISSION_DENIED");
  });
});

describe("creating", () => {
  test("needs the privilege for it on the parent", () => {
    const { unityCatalog, catalog, schema, addPrincipal, grant } = harness();
    const tool = addPrincipal();
    const name = tool.record.applicationId;
    const createSchema = () => void unityCatalog.createSchema(tool.caller, "main", { name: "own" });
    const createTable = () =>
      void unityCatalog.createTable(tool.caller, "main", "sales", { name: "own", tableType: "MANAGED", columns: [] });
    expect(codeOf(createSchema)).toBe("PERMISSION_DENIED");
    grant(catalog, name, "CREATE_SCHEMA");
    expect(codeOf(createSchema)).toBeUndefined();
    grant(schema, name, "CREATE_TABLE");
    expect(codeOf(createTable)).toBe("PERMISSION_DENIED"); // the way to it is missing
    grant(schema, name, "USE_SCHEMA");
    expect(codeOf(createTable)).toBeUndefined();
  });

  test("is refused in samples, which Databricks shares", () => {
    const { unityCatalog, admin } = harness();
    expect(codeOf(() => unityCatalog.createSchema(admin, "samples", { name: "x" }))).toBe("PERMISSION_DENIED");
  });

  test.each(["", "a.b", "a b", "a/b", "a\nb", "x".repeat(256)])("refuses the name %j", (name) => {
    const { unityCatalog, admin } = harness();
    expect(codeOf(() => unityCatalog.createSchema(admin, "main", { name }))).toBe("INVALID_PARAMETER_VALUE");
  });

  test("takes names that differ only in case for one", () => {
    const { unityCatalog, admin } = harness();
    expect(codeOf(() => unityCatalog.createSchema(admin, "MAIN", { name: "SALES" }))).toBe("SCHEMA_ALREADY_EXISTS");
    expect(unityCatalog.schema(admin, "Main", "Sales").name).toBe("sales");
  });
});

test("hides an isolated catalog from a workspace that is not bound to it", () => {
  const { unityCatalog, admin, catalog } = harness();
  unityCatalog.update(admin, catalog, { isolationMode: "ISOLATED" });
  expect(unityCatalog.catalog(admin, "main")).toBe(catalog); // isolating binds
  unityCatalog.bindings.change(admin, "main", { add: [1], remove: unityCatalog.bindings.of(admin, "main") });
  expect(codeOf(() => unityCatalog.table(admin, "main", "sales", "orders"))).toBe("PERMISSION_DENIED");
  expect(unityCatalog.catalogs(admin)).not.toContain(catalog);
});

test("lets ownership and grants follow a group that is renamed, and end with one that is removed", () => {
  const { unityCatalog, principals, admin, schema, table, grant } = harness();
  const group = principals.addGroup({ displayName: "analysts" });
  unityCatalog.update(admin, schema, { owner: "analysts" });
  grant(table, "analysts", "SELECT");
  principals.update(group, { displayName: "science" });
  expect(schema.owner).toBe("science");
  expect(unityCatalog.authorization.grantsOn(table)).toMatchObject([{ principal: "science", privilege: "SELECT" }]);
  principals.remove(group);
  principals.addGroup({ displayName: "science" });
  expect(unityCatalog.authorization.grantsOn(table)).toEqual([]);
});
