import { warehouseObject } from "../../state/access-control";
import { harness } from "./harness";

const SETTINGS = { name: "wh", clusterSize: "Small", autoStopMinutes: 10 };
const MINUTE = 60_000;

function withWarehouse(settings: object = {}) {
  const made = harness({ warehouseStartMillis: MINUTE });
  const { warehouses } = made.workspace;
  const warehouse = warehouses.create(made.admin, { ...SETTINGS, ...settings });
  return { ...made, warehouses, warehouse, state: () => warehouses.state(warehouse) };
}

test("goes from STARTING to RUNNING to STOPPED by the clock alone", () => {
  const { clock, state } = withWarehouse();
  const at = (minutes: number) => {
    clock.now += minutes * MINUTE;
    return state();
  };
  expect([at(0), at(0.5), at(0.5), at(9), at(1)]).toEqual(["STARTING", "STARTING", "RUNNING", "RUNNING", "STOPPED"]);
});

test("stays up while it is used, and starts again when it is used after that", () => {
  const { clock, state, warehouses, warehouse, admin } = withWarehouse();
  clock.now += MINUTE;
  for (let i = 0; i < 5; i++) {
    clock.now += 9 * MINUTE;
    expect(warehouses.use(admin, warehouse.id).startingFor).toBe(0);
  }
  clock.now += 10 * MINUTE;
  expect(state()).toBe("STOPPED");
  expect(warehouses.use(admin, warehouse.id).startingFor).toBe(MINUTE);
  expect(state()).toBe("STARTING");
});

test("never stops by itself with an auto-stop of 0", () => {
  const { clock, state } = withWarehouse({ autoStopMinutes: 0 });
  clock.now += 365 * 24 * 60 * MINUTE;
  expect(state()).toBe("RUNNING");
});

test("stops by hand and starts by hand", () => {
  const { clock, state, warehouses, warehouse, admin } = withWarehouse();
  clock.now += MINUTE;
  warehouses.stop(admin, warehouse.id);
  expect(state()).toBe("STOPPED");
  warehouses.start(admin, warehouse.id);
  expect(state()).toBe("STARTING");
});

test("fails to start for the reason it is given", () => {
  const { state, warehouses, warehouse, admin } = withWarehouse();
  warehouse.startFailure = "out of quota";
  expect(state()).toBe("STOPPED");
  expect(() => warehouses.use(admin, warehouse.id)).toThrow(`Warehouse ${warehouse.id} could not start: out of quota`);
});

test("takes CAN_USE and the SQL entitlement to use one", () => {
  const { workspace, principals, warehouses, warehouse, addPrincipal } = withWarehouse();
  const tool = addPrincipal();
  const use = () => warehouses.use(tool.caller, warehouse.id);
  expect(use).toThrow("CAN_VIEW");
  const entry = { principal: tool.record.applicationId };
  workspace.access.merge(warehouseObject(warehouse.id), [{ ...entry, level: "CAN_VIEW" }]);
  expect(use).toThrow("does not have CAN_USE permission");
  workspace.access.merge(warehouseObject(warehouse.id), [{ ...entry, level: "CAN_USE" }]);
  expect(use).not.toThrow();
  const users = principals.findByName("users");
  if (users) principals.update(users, { entitlements: [] }); // everybody is a member of users
  expect(use).toThrow("This API is disabled for users without the databricks-sql-access entitlement.");
  principals.update(tool.record, { entitlements: ["databricks-sql-access"] });
  expect(use).not.toThrow();
});

test("refuses settings that are wrong and keeps the old ones", () => {
  const { warehouses, warehouse, admin } = withWarehouse();
  expect(() => warehouses.edit(admin, warehouse.id, { name: "new", autoStopMinutes: 3 })).toThrow("auto_stop_mins");
  expect(warehouse).toMatchObject(SETTINGS);
});
