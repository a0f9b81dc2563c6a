import { create, missing, read, refused, remove, update } from "./operations";
import { valuesOf } from "./scripted-workspace";

describe("catalog", () => {
  const assignment = { "GET current-metastore-assignment": { metastore_id: "ms", workspace_id: 7 } };

  test("is created without its default schema, then gets its owner and its binding", async () => {
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

  test("is lost when its default schema cannot be dropped, and kept when a later step fails", async () => {
    const script = { "POST catalogs": { name: "c" } };
    expect(await create("catalog", { name: "c" }, { ...script, "DELETE schemas/c.default": refused })).toMatchObject({
      state: undefined,
      step: "create",
      error: { message: "cannot remove new catalog default schema: You may not." },
    });
    const owned = { name: "c", owner: "team" };
    expect(await create("catalog", owned, { ...script, "PATCH catalogs/c": refused })).toMatchObject({
      state: { id: "c", name: "c" },
      step: "create",
      error: { message: "You may not." },
    });
  });

  test("gets its old owner back when the rest of a change is refused", async () => {
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

  test("is deleted with all its schemas only on request", async () => {
    const state = { id: "c", metastore_id: "ms" };
    expect((await remove("catalog", state, assignment)).calls).toContain("DELETE catalogs/c");
    expect((await remove("catalog", { ...state, force_destroy: true }, assignment)).calls).toContain(
      "DELETE catalogs/c?force=true",
    );
  });

  test("is bound to this workspace again when it becomes isolated, and before it goes", async () => {
    const state = { id: "c", name: "c", isolation_mode: "OPEN" };
    const script = { ...assignment, "PATCH catalogs/c": { name: "c" }, "GET catalogs/c": { name: "c" } };
    expect((await update("catalog", state, { isolation_mode: "ISOLATED" }, script)).calls).toEqual([
      'PATCH catalogs/c {"isolation_mode":"ISOLATED"}',
      "GET current-metastore-assignment",
      'PATCH bindings/catalog/c {"add":[{"binding_type":"BINDING_TYPE_READ_WRITE","workspace_id":7}]}',
      "GET catalogs/c",
    ]);
    expect((await remove("catalog", { ...state, isolation_mode: "ISOLATED" }, assignment)).calls).toEqual([
      "GET current-metastore-assignment",
      'PATCH workspace-bindings/catalogs/c {"assign_workspaces":[7]}',
      "DELETE catalogs/c",
    ]);
  });

  test("refuses another metastore before it writes", async () => {
    const { calls, error } = await create("catalog", { name: "c", metastore_id: "other" }, assignment);
    expect(calls).toEqual(["GET current-metastore-assignment"]);
    expect(error).toMatchObject({ path: ["metastore_id"] });
  });
});

test("clears the comment of a schema with an empty text", async () => {
  const prior = { id: "c.s", name: "s", catalog_name: "c", comment: "old" };
  const { calls } = await update("schema", prior, { comment: null }, { "PATCH schemas/c.s": { full_name: "c.s" } });
  expect(calls).toEqual(['PATCH schemas/c.s {"comment":""}', "GET schemas/c.s"]);
});

describe("volume", () => {
  const planned = { catalog_name: "c", schema_name: "s", name: "v", volume_type: "MANAGED" };
  const info = { ...planned, full_name: "c.s.v", owner: "me", storage_location: "s3://x" };

  test("is created, gets its owner, and knows its path", async () => {
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

  test("gets another name, and with it another id", async () => {
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

  test("changes nothing but its owner when nothing else changed", async () => {
    const { calls } = await update("volume", { ...planned, id: "c.s.v", owner: "a" }, { owner: "b" }, {});
    expect(calls[0]).toBe('PATCH volumes/c.s.v {"owner":"b"}');
    expect(calls).not.toContain("PATCH volumes/c.s.v {}");
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

  test("changes only what differs, for its principal only", async () => {
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

  test("writes nothing when the privileges are there already", async () => {
    const { calls } = await create(
      "grant",
      { ...grant, privileges: ["SELECT"] },
      { "GET permissions/schema/c.s": acl("SELECT") },
    );
    expect(calls.filter((call) => call.startsWith("PATCH"))).toEqual([]);
  });

  test("fails with both lists when the service keeps something else", async () => {
    const { error } = await create(
      "grant",
      { ...grant, privileges: ["SELECT"] },
      { "GET permissions/schema/c.s": [acl(), acl("MODIFY")] },
    );
    expect(String(error)).toMatch("permissions for schema-c.s are [{p [MODIFY]}], but have to be [{p [SELECT]}]");
  });

  test("is gone when its principal has nothing left, and when the securable is", async () => {
    const only = { privilege_assignments: [{ principal: "other", privileges: ["SELECT"] }] };
    expect(await read("grant", grant, { "GET permissions/schema/c.s": only })).toBeUndefined();
    expect(await read("grant", grant, { "GET permissions/schema/c.s": missing })).toBeUndefined();
    expect((await remove("grant", grant, { "GET permissions/schema/c.s": missing })).error).toBeUndefined();
  });
});

describe("workspace binding", () => {
  const binding = { securable_name: "c", securable_type: "catalog", binding_type: "BINDING_TYPE_READ_WRITE" };
  const planned = { ...binding, workspace_id: 7 };
  const listed = { bindings: [{ workspace_id: 7, binding_type: "BINDING_TYPE_READ_WRITE" }] };

  test("is added and removed for its workspace only, by either name of the securable", async () => {
    const entry = '[{"binding_type":"BINDING_TYPE_READ_WRITE","workspace_id":7}]';
    const { calls, state } = await create("workspace_binding", planned, { "GET bindings/catalog/c": listed });
    expect(calls[0]).toBe(`PATCH bindings/catalog/c {"add":${entry}}`);
    expect(state).toMatchObject({ id: "7|catalog|c", catalog_name: null });
    const old = { ...planned, id: "7|catalog|c", securable_name: null, catalog_name: "c" };
    expect((await remove("workspace_binding", old, {})).calls).toEqual([
      `PATCH bindings/catalog/c {"remove":${entry}}`,
    ]);
  });

  test("is kept, for terraform to replace, when it is refused", async () => {
    const outcome = await create("workspace_binding", planned, { "PATCH bindings/catalog/c": refused });
    expect(outcome).toMatchObject({ state: { id: "7|catalog|c" }, error: { message: "You may not." } });
  });

  test("is gone when its workspace is no longer listed", async () => {
    const script = { "GET bindings/external_location/c": listed };
    const old = { ...planned, id: "7|external-location|c", securable_type: "external-location" };
    expect(await read("workspace_binding", old, script)).toMatchObject({ securable_type: "external_location" });
    expect(await read("workspace_binding", { id: "8|external_location|c" }, script)).toBeUndefined();
  });

  test.each(["7|c", "x|catalog|c", "7|catalog|c|d"])("refuses the id %s", async (id) => {
    await expect(read("workspace_binding", { id }, {})).rejects.toThrow(
      /incorrect binding id|can't parse workspace_id/,
    );
  });

  test("fails to change the securable in place, as the real provider does", async () => {
    const prior = { ...planned, id: "7|catalog|c" };
    const outcome = await update("workspace_binding", prior, { securable_name: "d" }, {});
    expect(outcome).toMatchObject({
      calls: [],
      state: { securable_name: "c" },
      error: { message: "doesn't support update" },
    });
  });
});
