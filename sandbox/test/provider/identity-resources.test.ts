import { create, missing, read, remove, update, type Script } from "./operations";
import { Refusal } from "./scripted-workspace";

describe("principals", () => {
  test("are created with an empty entitlement in place of none", async () => {
    const { calls, state } = await create(
      "service_principal",
      { display_name: "sp", active: true },
      {
        "POST ServicePrincipals": { id: "42" },
        "GET ServicePrincipals/42?attributes=userName%2CdisplayName%2Cactive%2CexternalId%2Centitlements": {
          applicationId: "app",
          displayName: "sp",
          active: true,
        },
      },
    );
    expect(JSON.parse((calls[0] ?? "").slice("POST ServicePrincipals ".length))).toEqual({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServicePrincipal"],
      displayName: "sp",
      active: true,
      entitlements: [{}],
    });
    expect(state).toMatchObject({
      id: "42",
      application_id: "app",
      acl_principal_id: "servicePrincipals/app",
      home: "/Users/app",
    });
  });

  test("keep their members and groups when they are changed", async () => {
    const prior = { id: "7", display_name: "old" };
    const { calls } = await update(
      "group",
      prior,
      { display_name: "new", databricks_sql_access: true },
      {
        "GET Groups/7?attributes=displayName%2Centitlements%2Cgroups%2Cmembers%2CexternalId": {
          members: [{ value: "42" }],
        },
      },
    );
    expect(calls[1]).toBe(
      'PUT Groups/7 {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"new",' +
        '"entitlements":[{"value":"databricks-sql-access"}],"members":[{"value":"42"}]}',
    );
  });

  test("are taken over with force when they exist already", async () => {
    const { state, error } = await create(
      "group",
      { display_name: "g", force: true },
      {
        "POST Groups": new Refusal(409, "", "Group with name g already exists."),
        "GET Groups?filter=displayName+eq+%22g%22": { Resources: [{ id: "7" }] },
      },
    );
    expect(error).toBeUndefined();
    expect(state).toMatchObject({ id: "7" });
  });

  test("lose a member that the group no longer has", async () => {
    const script = { "GET Groups/1?attributes=members": { members: [{ value: "2" }] } };
    expect(await read("group_member", { id: "1|2" }, script)).toMatchObject({ group_id: "1", member_id: "2" });
    expect(await read("group_member", { id: "1|3" }, script)).toBeUndefined();
  });
});

describe("credentials", () => {
  const past = Date.now() - 1000;

  test.each<[string, object, Script]>([
    ["token", { id: "t" }, { "GET token/list": { token_infos: [{ token_id: "t", expiry_time: past }] } }],
    ["token", { id: "t" }, { "GET token/list": {} }],
    [
      "obo_token",
      { id: "t" },
      { "GET token-management/tokens/t": { token_info: { token_id: "t", expiry_time: past } } },
    ],
    [
      "obo_token",
      { id: "t" },
      { "GET token-management/tokens/t": new Refusal(400, "BAD_REQUEST", "Token t does not exist") },
    ],
    [
      "service_principal_secret",
      { id: "s", service_principal_id: "42" },
      {
        "GET accounts/servicePrincipals/42/credentials/secrets": {
          secrets: [{ id: "s", expire_time: new Date(past).toISOString() }],
        },
      },
    ],
  ])("%s is gone once it expired or was revoked (%#)", async (name, state, script) => {
    expect(await read(name, state, script)).toBeUndefined();
  });

  test("finds a secret on a later page and keeps the value only the creation told", async () => {
    const path = "GET accounts/servicePrincipals/42/credentials/secrets";
    const state = { id: "s", service_principal_id: "42", secret: "hidden" };
    const found = await read("service_principal_secret", state, {
      [path]: { secrets: [], next_page_token: "2" },
      [`${path}?page_token=2`]: { secrets: [{ id: "s", status: "ACTIVE" }] },
    });
    expect(found).toMatchObject({ secret: "hidden", status: "ACTIVE" });
  });

  test("refuses an application id where the numeric id belongs", async () => {
    const { calls, error } = await create("service_principal_secret", { service_principal_id: "1f2e" }, {});
    expect(calls).toEqual([]);
    expect(error).toMatchObject({ path: ["service_principal_id"] });
  });

  test("are revoked without complaint when they are gone already", async () => {
    const gone = new Refusal(400, "BAD_REQUEST", "Token t does not exist");
    expect((await remove("token", { id: "t" }, { "POST token/delete": gone })).error).toBeUndefined();
  });
});

describe("not found", () => {
  test.each<[number, string, boolean]>([
    [404, "RESOURCE_DOES_NOT_EXIST", true],
    [400, "RESOURCE_DOES_NOT_EXIST", true],
    [404, "SCHEMA_DOES_NOT_EXIST", true],
    [404, "", true],
    [404, "INVALID_PARAMETER_VALUE", false],
    [400, "NOT_FOUND", false],
    [501, "NOT_IMPLEMENTED", false],
  ])("%d %s means gone: %s", async (status, code, gone) => {
    const reading = read("schema", { id: "c.s" }, { "GET schemas/c.s": new Refusal(status, code, "message") });
    if (gone) expect(await reading).toBeUndefined();
    else await expect(reading).rejects.toThrow("message");
  });

  test("is an error right after a write", async () => {
    const script = { "POST schemas": { full_name: "c.s" }, "GET schemas/c.s": missing };
    const outcome = await create("schema", { name: "s", catalog_name: "c" }, script);
    expect(outcome).toMatchObject({ state: { id: "c.s" }, step: "read", error: { message: "It does not exist." } });
  });
});
