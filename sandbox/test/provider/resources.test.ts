import { create, missing, read, refused, remove, update } from "./operations";
import { Refusal, valuesOf } from "./scripted-workspace";

describe("catalog", () => {
  const assignment = { "GET current-metastore-assignment": { metastore_id: "ms", workspace_id: 7 } };

  it("is created without its default schema, then gets its owner and its binding", async () => {
    const planned = { name: "c", comment: "x", owner: "team", isolation_mode: "ISOLATED" };
    const { calls, state } = await create("catalog", planned, {
      ...assignment,
      "POST catalogs": { name: "c" },
      "GET catalogs/c": { ...planned, metastore_id: "ms" },
    });
    expect(calls).toEqual([
      'POST catalogs {"name":"c","comment":"x"}',
      "DELETE schemas/c.default",
      'PATCH catalogs/c {"owner":"team","isolation_mode":"ISOLATED","comment":"x"}',
      "GET current-metastore-assignment",
      'PATCH bindings/catalog/c {"add":[{"binding_type":"BINDING_TYPE_READ_WRITE","workspace_id":7}]}',
      "GET catalogs/c",
    ]);
    expect(state).toMatchObject({ id: "c", name: "c", metastore_id: "ms" });
  });

  it("is kept, for terraform to replace, when a step after its creation fails", async () => {
    const outcome = await create(
      "catalog",
      { name: "c" },
      { "POST catalogs": { name: "c" }, "DELETE schemas/c.default": refused },
    );
    expect(outcome).toMatchObject({
      state: { id: "c", name: "c" },
      step: "create",
      error: { message: "You may not." },
    });
  });

  it("gets its old owner back when the rest of a change is refused", async () => {
    const prior = { id: "c", name: "c", owner: "old", metastore_id: "ms" };
    const { calls, state } = await update(
      "catalog",
      prior,
      { owner: "new", comment: "y" },
      {
        ...assignment,
        "PATCH catalogs/c": [{ name: "c" }, refused, { name: "c" }],
      },
    );
    expect(calls).toEqual([
      "GET current-metastore-assignment",
      'PATCH catalogs/c {"owner":"new"}',
      'PATCH catalogs/c {"comment":"y"}',
      'PATCH catalogs/c {"owner":"old"}',
    ]);
    expect(state).toEqual(valuesOf("catalog", prior));
  });

  it("is deleted with all its schemas only on request", async () => {
    const state = { id: "c", metastore_id: "ms" };
    expect((await remove("catalog", state, assignment)).calls).toContain("DELETE catalogs/c");
    expect((await remove("catalog", { ...state, force_destroy: true }, assignment)).calls).toContain(
      "DELETE catalogs/c?force=true",
    );
  });

  it("refuses another metastore before it writes", async () => {
    const { calls, error } = await create("catalog", { name: "c", metastore_id: "other" }, assignment);
    expect(calls).toEqual(["GET current-metastore-assignment"]);
    expect(error).toMatchObject({ path: ["metastore_id"] });
  });
});

it("clears the comment of a schema with an empty text", async () => {
  const prior = { id: "c.s", name: "s", catalog_name: "c", comment: "old" };
  const { calls } = await update("schema", prior, { comment: null }, { "PATCH schemas/c.s": { full_name: "c.s" } });
  expect(calls).toEqual(['PATCH schemas/c.s {"comment":""}', "GET schemas/c.s"]);
});

describe("volume", () => {
  const planned = { catalog_name: "c", schema_name: "s", name: "v", volume_type: "MANAGED" };
  const info = { ...planned, full_name: "c.s.v", owner: "me", storage_location: "s3://x" };

  it("is created, gets its owner, and knows its path", async () => {
    const { calls, state } = await create(
      "volume",
      { ...planned, owner: "team", comment: "x" },
      { "POST volumes": info, "PATCH volumes/c.s.v": info, "GET volumes/c.s.v": info },
    );
    expect(calls).toEqual([
      'POST volumes {"catalog_name":"c","schema_name":"s","name":"v","volume_type":"MANAGED","comment":"x"}',
      'PATCH volumes/c.s.v {"owner":"team","comment":"x"}',
      "GET volumes/c.s.v",
    ]);
    expect(state).toMatchObject({ id: "c.s.v", volume_path: "/Volumes/c/s/v" });
  });

  it("gets another name, and with it another id", async () => {
    const renamed = { ...info, name: "w", full_name: "c.s.w" };
    const { calls, state } = await update(
      "volume",
      { ...planned, id: "c.s.v", comment: "old" },
      { name: "w", comment: null },
      { "PATCH volumes/c.s.v": renamed, "GET volumes/c.s.w": renamed },
    );
    expect(calls).toEqual(['PATCH volumes/c.s.v {"new_name":"w","comment":""}', "GET volumes/c.s.w"]);
    expect(state).toMatchObject({ id: "c.s.w", name: "w" });
  });

  it("changes nothing but its owner when nothing else changed", async () => {
    const { calls } = await update("volume", { ...planned, id: "c.s.v", owner: "a" }, { owner: "b" }, {});
    expect(calls[0]).toBe('PATCH volumes/c.s.v {"owner":"b"}');
    expect(calls).not.toContain("PATCH volumes/c.s.v {}");
  });
});

describe("warehouse", () => {
  const planned = { name: "bi", cluster_size: "Small", auto_stop_mins: 0, enable_photon: false };
  const sources = { "GET preview/sql/data_sources": [[{ id: "d", name: "bi", warehouse_id: "w" }]] };
  const script = { ...sources, "POST sql/warehouses": { id: "w" } };

  it("is waited for until it runs, and false and 0 are sent", async () => {
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

  it("is not waited for with no_wait", async () => {
    const { state } = await create(
      "sql_endpoint",
      { ...planned, no_wait: true },
      { ...script, "GET sql/warehouses/w": { state: "STARTING" } },
    );
    expect(state).toMatchObject({ state: "STARTING" });
  });

  it("is deleted again when it fails to start", async () => {
    const failed = { state: "STOPPED", health: { summary: "no capacity" } };
    const { calls, error } = await create("sql_endpoint", planned, { ...script, "GET sql/warehouses/w": failed });
    expect(calls.at(-1)).toBe("DELETE sql/warehouses/w");
    expect(String(error)).toMatch(
      "failed waiting for warehouse to start: failed to reach RUNNING, got STOPPED: no capacity",
    );
  });

  it("is kept, not given up, when terraform is told to stop during the wait", async () => {
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

describe("grant", () => {
  const grant = { schema: "c.s", principal: "p", id: "schema/c.s/p" };
  const acl = (...privileges: string[]) => ({
    privilege_assignments: [
      { principal: "other", privileges: ["SELECT"] },
      { principal: "p", privileges },
    ],
  });

  it("changes only what differs, for its principal only", async () => {
    const { calls, state } = await update(
      "grant",
      { ...grant, privileges: ["SELECT"] },
      { privileges: ["use schema"] },
      {
        "GET permissions/schema/c.s": [acl("SELECT"), acl("USE_SCHEMA")],
      },
    );
    expect(calls[1]).toBe(
      'PATCH permissions/schema/c.s {"changes":[{"principal":"p","add":["USE_SCHEMA"],"remove":["SELECT"]}]}',
    );
    expect(state).toMatchObject({ privileges: ["use schema"] });
  });

  it("writes nothing when the privileges are there already", async () => {
    const { calls } = await create(
      "grant",
      { ...grant, privileges: ["SELECT"] },
      { "GET permissions/schema/c.s": acl("SELECT") },
    );
    expect(calls.filter((call) => call.startsWith("PATCH"))).toEqual([]);
  });

  it("fails with both lists when the service keeps something else", async () => {
    const { error } = await create(
      "grant",
      { ...grant, privileges: ["SELECT"] },
      { "GET permissions/schema/c.s": [acl(), acl("MODIFY")] },
    );
    expect(String(error)).toMatch("permissions for schema-c.s are [{p [MODIFY]}], but have to be [{p [SELECT]}]");
  });

  it("is gone when its principal has nothing left, and when the securable is", async () => {
    const only = { privilege_assignments: [{ principal: "other", privileges: ["SELECT"] }] };
    expect(await read("grant", grant, { "GET permissions/schema/c.s": only })).toBeUndefined();
    expect(await read("grant", grant, { "GET permissions/schema/c.s": missing })).toBeUndefined();
    expect((await remove("grant", grant, { "GET permissions/schema/c.s": missing })).error).toBeUndefined();
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

  it("keep whoever applies as manager and owner, and show neither", async () => {
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

  it("are sent without an owner when the warehouse never had one", async () => {
    const noOwner = new Refusal(400, "BAD_REQUEST", "Objects with no existing owner must provide a new owner");
    const { calls, error } = await create("permissions", state, { ...script, [`PUT ${path}`]: [noOwner, {}] });
    expect(calls.filter((call) => call.includes("IS_OWNER"))).toHaveLength(1);
    expect(error).toBeUndefined();
  });

  it.each([
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

  it("go back to the admins and the warehouse's creator", async () => {
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
