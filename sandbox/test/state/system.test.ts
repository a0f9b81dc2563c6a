import { SYSTEM_TABLES, systemTable } from "../../state/system";
import { harness } from "./harness";

const HOUR = 3_600_000;

test("shows nothing of itself without a grant, but for its information_schema", () => {
  const { unityCatalog, addPrincipal } = harness();
  const { caller } = addPrincipal();
  expect(unityCatalog.catalogs(caller).map(({ name }) => name)).not.toContain("system");
  expect(() => unityCatalog.catalog(caller, "system")).toThrow("User does not have USE CATALOG on Catalog 'system'.");
  expect(unityCatalog.schema(caller, "system", "information_schema").name).toBe("information_schema");
});

test.each([
  ["USE_CATALOG", "catalog", "User does not have USE CATALOG on Catalog 'system'."],
  ["USE_SCHEMA", "schema", "User does not have USE SCHEMA on Schema 'system.billing'."],
  ["SELECT", "schema", "User does not have SELECT on Table 'system.billing.usage'."],
])("refuses to be read without %s on the %s", (missing, _level, message) => {
  const { unityCatalog, admin, addPrincipal, grant } = harness();
  const tool = addPrincipal();
  const name = tool.record.applicationId;
  const schema = unityCatalog.schema(admin, "system", "billing");
  if (missing !== "USE_CATALOG") grant(unityCatalog.catalog(admin, "system"), name, "USE_CATALOG");
  const rest = ["USE_SCHEMA", "SELECT"].filter((each) => each !== missing);
  grant(schema, name, ...rest);
  const read = () => {
    const table = unityCatalog.table(tool.caller, "system", "billing", "usage");
    unityCatalog.authorization.require(tool.caller, "SELECT", table);
  };
  expect(read).toThrow(message);
  grant(missing === "USE_CATALOG" ? unityCatalog.catalog(admin, "system") : schema, name, missing);
  expect(read).not.toThrow();
});

test("cannot be changed, not even by the metastore's admin", () => {
  const { unityCatalog, admin } = harness();
  const schema = unityCatalog.schema(admin, "system", "billing");
  const readOnly = "Catalog 'system' is read-only: it is a system catalog.";
  expect(() => unityCatalog.createSchema(admin, "system", { name: "x" })).toThrow(readOnly);
  expect(() =>
    unityCatalog.createTable(admin, "system", "billing", { name: "x", tableType: "MANAGED", columns: [] }),
  ).toThrow(readOnly);
  expect(() => unityCatalog.volumes.create(admin, "system", "billing", { name: "x" })).toThrow(readOnly);
  expect(() => unityCatalog.dropTable(admin, "system", "billing", "usage")).toThrow(readOnly);
  expect(() => unityCatalog.dropSchema(admin, "system", "billing", true)).toThrow(readOnly);
  expect(() => unityCatalog.dropCatalog(admin, "system", true)).toThrow(readOnly);
  expect(() => unityCatalog.update(admin, schema, { owner: admin.name })).toThrow(readOnly);
});

test("gives every row columns that its table has", () => {
  const { workspace, admin } = harness();
  workspace.warehouses.create(admin, { name: "bi", clusterSize: "Small" });
  workspace.history.addCall({
    ...{ id: "c", at: 1, principal: "p", address: "127.0.0.1", service: "unityCatalog", action: "getTable" },
    ...{ parameters: {}, status: 200 },
  });
  workspace.history.addStatement({
    ...{ id: "s", sessionId: "x", warehouseId: "w", principalId: "1", principal: "p", text: "SELECT 1" },
    ...{ status: "FINISHED", startedAt: 1, endedAt: 2, sources: ["a.b.c"], target: "a.b.d" },
  });
  for (const table of SYSTEM_TABLES) {
    const known = Object.keys(table.columns);
    for (const row of table.rows(workspace)) expect(known).toEqual(expect.arrayContaining(Object.keys(row)));
  }
});

test("bills the hours that a warehouse ran, stopped by hand, by itself or running", () => {
  const { workspace, admin, clock } = harness();
  const { warehouses } = workspace;
  const { id } = warehouses.create(admin, { name: "bi", clusterSize: "Small", autoStopMinutes: 30, type: "PRO" });
  clock.now += HOUR / 4;
  warehouses.stop(admin, id);
  clock.now += 10 * HOUR;
  warehouses.start(admin, id); // stops by itself after half an hour
  clock.now += 10 * HOUR;
  warehouses.start(admin, id);
  clock.now += HOUR / 4;
  const rows = systemTable("billing", "usage")?.rows(workspace) ?? [];
  const quantities = rows.map((row) => Number(row["usage_quantity"]));
  expect(quantities.map((each) => Math.round(each * 100) / 100)).toEqual([3, 6, 3]);
  expect(rows[0]).toMatchObject({ sku_name: "PREMIUM_SQL_PRO_COMPUTE", usage_metadata: { warehouse_id: id } });
  expect(new Set(rows.map((row) => row["record_id"])).size).toBe(3);
  const events = systemTable("compute", "warehouse_events")?.rows(workspace) ?? [];
  expect(events.map((row) => row["event_type"])).toEqual(["RUNNING", "STOPPED", "RUNNING", "STOPPED", "RUNNING"]);
});

test("cuts usage at full hours", () => {
  const { workspace, admin, clock } = harness();
  clock.now += HOUR / 2;
  workspace.warehouses.create(admin, { name: "bi", clusterSize: "2X-Small", autoStopMinutes: 0 });
  clock.now += HOUR;
  const rows = systemTable("billing", "usage")?.rows(workspace) ?? [];
  expect(rows.map((row) => Number(row["usage_quantity"]))).toEqual([2, 2]);
});

test("keeps the latest of what happened, and no end of it", () => {
  const { workspace } = harness();
  for (let i = 0; i < 700; i++) {
    workspace.history.addCall({
      ...{ id: String(i), at: i, principal: "p", address: "", service: "s", action: "a", parameters: {}, status: 200 },
    });
  }
  const ids = workspace.data.history.audit.map(({ id }) => Number(id));
  expect([ids.length, ids.at(0), ids.at(-1)]).toEqual([500, 200, 699]);
});
