import { create, refused, remove } from "./operations";
import { Refusal } from "./scripted-workspace";

describe("warehouse", () => {
  const planned = { name: "bi", cluster_size: "Small", auto_stop_mins: 0, enable_photon: false };
  const sources = { "GET preview/sql/data_sources": [[{ id: "d", name: "bi", warehouse_id: "w" }]] };
  const script = { ...sources, "POST sql/warehouses": { id: "w" } };

  test("is waited for until it runs, and false and 0 are sent", async () => {
    const { calls, state } = await create("sql_endpoint", planned, {
      ...script,
      "GET sql/warehouses/w": [{ state: "STARTING" }, { state: "RUNNING" }],
    });
    expect(calls[0]).toBe(
      'POST sql/warehouses {"name":"bi","cluster_size":"Small","auto_stop_mins":0,"enable_photon":false}',
    );
    expect(calls.filter((call) => call === "GET sql/warehouses/w")).toHaveLength(3);
    expect(state).toMatchObject({ id: "w", state: "RUNNING", data_source_id: "d" });
  });

  test("is not waited for with no_wait", async () => {
    const { state } = await create(
      "sql_endpoint",
      { ...planned, no_wait: true },
      { ...script, "GET sql/warehouses/w": { state: "STARTING" } },
    );
    expect(state).toMatchObject({ state: "STARTING" });
  });

  test("is deleted again when it fails to start", async () => {
    const failed = { state: "STOPPED", health: { summary: "no capacity" } };
    const { calls, error } = await create("sql_endpoint", planned, { ...script, "GET sql/warehouses/w": failed });
    expect(calls.at(-1)).toBe("DELETE sql/warehouses/w");
    expect(String(error)).toMatch(
      "failed waiting for warehouse to start: failed to reach RUNNING, got STOPPED: no capacity",
    );
  });

  test("says what failed when it is refused, also in the wait and in giving up", async () => {
    const early = await create("sql_endpoint", planned, { ...sources, "POST sql/warehouses": refused });
    expect(early.error).toMatchObject({ message: "failed creating warehouse: You may not." });
    const late = { ...script, "GET sql/warehouses/w": refused, "DELETE sql/warehouses/w": refused };
    expect((await create("sql_endpoint", planned, late)).error).toMatchObject({
      message: "failed waiting for warehouse to start: You may not.. when rolling back, also failed: You may not.",
    });
  });

  test("is kept, not given up, when terraform is told to stop during the wait", async () => {
    const { state, error } = await create(
      "sql_endpoint",
      planned,
      { ...script, "GET sql/warehouses/w": { state: "STARTING" } },
      AbortSignal.abort(),
    );
    expect(state).toMatchObject({ id: "w", state: "STARTING" });
    expect(error).toBeUndefined();
  });
});

describe("permissions", () => {
  const id = "/sql/warehouses/w";
  const entry = { group_name: "g", permission_level: "CAN_USE" };
  const state = { id, sql_endpoint_id: "w", access_control: [entry] };
  const path = `permissions${id}`;
  const direct = (permission_level: string) => ({ all_permissions: [{ permission_level, inherited: false }] });
  const listed = {
    object_type: "warehouses",
    access_control_list: [
      { group_name: "g", ...direct("CAN_USE") },
      { user_name: "Me", ...direct("IS_OWNER") },
      { group_name: "admins", ...direct("CAN_MANAGE") },
      { user_name: "u", all_permissions: [{ permission_level: "CAN_VIEW", inherited: true }] },
    ],
  };
  const script = { "GET Me": { userName: "me" }, [`GET ${path}`]: listed };

  test("keep whoever applies as manager and owner, and show neither", async () => {
    const { calls, state: created } = await create(
      "permissions",
      { sql_endpoint_id: "w", access_control: [entry] },
      script,
    );
    expect(calls.slice(0, 2)).toEqual([
      "GET Me",
      `PUT ${path} {"access_control_list":[{"group_name":"g","permission_level":"CAN_USE"},` +
        '{"user_name":"me","permission_level":"CAN_MANAGE"},{"user_name":"me","permission_level":"IS_OWNER"}]}',
    ]);
    expect(created).toMatchObject({ id, object_type: "warehouses", access_control: [entry] });
  });

  test("are sent without an owner when the warehouse never had one", async () => {
    const noOwner = new Refusal(400, "BAD_REQUEST", "Objects with no existing owner must provide a new owner");
    const { calls, error } = await create("permissions", state, { ...script, [`PUT ${path}`]: [noOwner, {}] });
    expect(calls.filter((call) => call.includes("IS_OWNER"))).toHaveLength(1);
    expect(error).toBeUndefined();
  });

  test.each([
    [{ group_name: "admins", permission_level: "CAN_USE" }, "not possible to modify admin permissions"],
    [{ user_name: "ME", permission_level: "CAN_USE" }, "cannot remove management permissions for the current user"],
  ])("refuses to lock out by %j", async (access_control, message) => {
    const { calls, error } = await create(
      "permissions",
      { sql_endpoint_id: "w", access_control: [access_control] },
      script,
    );
    expect(String(error)).toMatch(message);
    expect(calls).toEqual(["GET Me"]);
  });

  test("of a cluster have no owner, and go back to whoever applies", async () => {
    const path = "permissions/clusters/c";
    const answer = { object_type: "cluster", access_control_list: listed.access_control_list };
    const script = { "GET Me": { userName: "me" }, [`GET ${path}`]: answer };
    const mine = '{"user_name":"me","permission_level":"CAN_MANAGE"}';
    const planned = { cluster_id: "c", access_control: [{ group_name: "g", permission_level: "CAN_RESTART" }] };
    const { calls, state: created } = await create("permissions", planned, script);
    expect(calls[1]).toBe(
      `PUT ${path} {"access_control_list":[{"group_name":"g","permission_level":"CAN_RESTART"},${mine}]}`,
    );
    expect(created).toMatchObject({ id: "/clusters/c", object_type: "cluster", cluster_id: "c" });
    expect((await remove("permissions", { id: "/clusters/c" }, script)).calls.at(-1)).toBe(
      `PUT ${path} {"access_control_list":[{"group_name":"admins","permission_level":"CAN_MANAGE"},${mine}]}`,
    );
  });

  test("on tokens leave the admins in control, and nobody else when they go", async () => {
    const path = "permissions/authorization/tokens";
    const answer = { object_type: "tokens", access_control_list: listed.access_control_list };
    const script = { "GET Me": { userName: "me" }, [`GET ${path}`]: answer };
    const admins = '{"group_name":"admins","permission_level":"CAN_MANAGE"}';
    const { calls, state: created } = await create(
      "permissions",
      { authorization: "tokens", access_control: [entry] },
      script,
    );
    expect(calls[1]).toBe(
      `PUT ${path} {"access_control_list":[{"group_name":"g","permission_level":"CAN_USE"},${admins}]}`,
    );
    expect(created).toMatchObject({ id: "/authorization/tokens", authorization: "tokens" });
    expect((await remove("permissions", { id: "/authorization/tokens" }, script)).calls.at(-1)).toBe(
      `PUT ${path} {"access_control_list":[${admins}]}`,
    );
  });

  test("go back to the admins and the warehouse's creator", async () => {
    const { calls } = await remove("permissions", state, {
      ...script,
      "GET sql/warehouses/w": { creator_name: "maker" },
    });
    expect(calls.at(-1)).toBe(
      `PUT ${path} {"access_control_list":[{"group_name":"admins","permission_level":"CAN_MANAGE"},` +
        '{"user_name":"me","permission_level":"CAN_MANAGE"},{"user_name":"maker","permission_level":"IS_OWNER"}]}',
    );
  });
});
