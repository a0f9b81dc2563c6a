import { harness } from "./harness";

/** The message of the refusal; undefined = allowed. */
function refusal(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test("asks for the way first: USE CATALOG, then USE SCHEMA, then the privilege itself", () => {
  const { workspace, unityCatalog, table, schema, catalog, addPrincipal, grant } = harness();
  const { authorization } = unityCatalog;
  workspace.data.grants.delete(catalog.id); // without what account users have
  const tool = addPrincipal();
  const name = tool.record.applicationId;
  const read = () => refusal(() => authorization.require(tool.caller, "SELECT", table));
  expect(read()).toBe("User does not have USE CATALOG on Catalog 'main'.");
  grant(catalog, name, "USE_CATALOG");
  expect(read()).toBe("User does not have USE SCHEMA on Schema 'main.sales'.");
  grant(schema, name, "USE_SCHEMA");
  expect(read()).toBe("User does not have SELECT on Table 'main.sales.orders'.");
  grant(table, name, "SELECT");
  expect(read()).toBeUndefined();
});

test.each(["catalog", "schema"] as const)("inherits what is granted on the %s", (level) => {
  const made = harness();
  const tool = made.addPrincipal();
  made.grant(made[level], tool.record.applicationId, "SELECT");
  const { authorization } = made.unityCatalog;
  expect(authorization.holds(tool.caller, "SELECT", made.table)).toBe(true);
  expect(authorization.holds(tool.caller, "MODIFY", made.table)).toBe(false);
});

test.each([
  ["SELECT", true],
  ["CREATE_TABLE", true],
  ["USE_SCHEMA", true],
  ["MANAGE", false],
  ["EXTERNAL_USE_SCHEMA", false],
])("counts %s among ALL PRIVILEGES: %s", (privilege, included) => {
  const { unityCatalog, schema, addPrincipal, grant } = harness();
  const tool = addPrincipal();
  grant(schema, tool.record.applicationId, "ALL PRIVILEGES");
  expect(unityCatalog.authorization.holds(tool.caller, privilege, schema)).toBe(included);
});

test("gives the owner everything on what it owns", () => {
  const { unityCatalog, admin, table, addPrincipal } = harness();
  const tool = addPrincipal();
  unityCatalog.update(admin, table, { owner: tool.record.applicationId });
  for (const privilege of ["SELECT", "MODIFY", "MANAGE"]) {
    expect(unityCatalog.authorization.holds(tool.caller, privilege, table)).toBe(true);
  }
});

test("lets the owner of a parent manage what is below, but not read it", () => {
  const { unityCatalog, admin, schema, table, addPrincipal } = harness();
  const tool = addPrincipal();
  unityCatalog.update(admin, schema, { owner: tool.record.applicationId });
  const { authorization } = unityCatalog;
  expect(refusal(() => authorization.require(tool.caller, "SELECT", table))).toBe(
    "User does not have SELECT on Table 'main.sales.orders'.",
  );
  expect(refusal(() => authorization.requireManage(tool.caller, table))).toBeUndefined();
  unityCatalog.grants.change(tool.caller, table, [{ principal: tool.record.applicationId, add: ["SELECT"] }]);
  expect(authorization.holds(tool.caller, "SELECT", table)).toBe(true);
});

test("lets the metastore's owner manage every catalog, but not read it", () => {
  const { unityCatalog, principals, table, addPrincipal } = harness();
  const tool = addPrincipal();
  const admins = principals.findByName("admins");
  if (admins?.kind === "group") principals.update(admins, { members: [...admins.members, tool.record.id] });
  expect(unityCatalog.authorization.holds(tool.caller, "MANAGE", table)).toBe(true);
  expect(unityCatalog.authorization.holds(tool.caller, "SELECT", table)).toBe(false);
});

test("counts groups, also groups in groups, at the moment of asking", () => {
  const { unityCatalog, principals, table, addPrincipal, grant } = harness();
  const tool = addPrincipal();
  const inner = principals.addGroup({ displayName: "inner", members: [tool.record.id] });
  principals.addGroup({ displayName: "outer", members: [inner.id] });
  grant(table, "outer", "SELECT");
  expect(unityCatalog.authorization.holds(tool.caller, "SELECT", table)).toBe(true);
  principals.update(inner, { members: [] });
  expect(unityCatalog.authorization.holds(tool.caller, "SELECT", table)).toBe(false);
});

test("has the service's defaults for account users: main may be used, samples may be read", () => {
  const { unityCatalog, catalog, table, addPrincipal } = harness();
  const { caller } = addPrincipal();
  const { authorization } = unityCatalog;
  expect(authorization.holds(caller, "USE_CATALOG", catalog)).toBe(true);
  expect(authorization.holds(caller, "USE_SCHEMA", table)).toBe(false);
  expect(authorization.holds(caller, "SELECT", unityCatalog.schema(caller, "samples", "default"))).toBe(true);
  expect(unityCatalog.catalogs(caller).map(({ name }) => name)).toEqual(["main", "samples"]);
});

describe("what lists show", () => {
  test.each([
    ["USE_CATALOG", "catalog", { schema: false, table: false }],
    ["CREATE_SCHEMA", "catalog", { schema: false, table: false }],
    ["USE_SCHEMA", "catalog", { schema: true, table: false }],
    ["SELECT", "catalog", { schema: true, table: true }],
    ["BROWSE", "catalog", { schema: true, table: true }],
    ["CREATE_TABLE", "schema", { schema: true, table: false }],
    ["MODIFY", "schema", { schema: true, table: true }],
    ["SELECT", "table", { schema: true, table: true }],
  ] as const)("with %s on the %s", (privilege, level, expected) => {
    const made = harness();
    made.workspace.data.grants.delete(made.catalog.id);
    const tool = made.addPrincipal();
    made.grant(made[level], tool.record.applicationId, privilege);
    const { authorization } = made.unityCatalog;
    expect({
      schema: authorization.sees(tool.caller, made.schema),
      table: authorization.sees(tool.caller, made.table),
    }).toEqual(expected);
    expect(authorization.sees(tool.caller, made.catalog)).toBe(true);
  });

  test("nothing without a grant, and nothing by CREATE CATALOG alone", () => {
    const { workspace, unityCatalog, admin, catalog, addPrincipal } = harness();
    workspace.data.grants.delete(catalog.id);
    const tool = addPrincipal();
    const { authorization } = unityCatalog;
    unityCatalog.grants.change(admin, authorization.metastore, [
      { principal: tool.record.applicationId, add: ["CREATE CATALOG"] },
    ]);
    expect(authorization.sees(tool.caller, catalog)).toBe(false);
    expect(unityCatalog.createCatalog(tool.caller, { name: "own" }).owner).toBe(tool.record.applicationId);
    expect(unityCatalog.catalogs(tool.caller).map(({ name }) => name)).toEqual(["own", "samples"]);
  });
});
