import { harness, UC } from "./harness";

const CATALOGS = `${UC}/catalogs`;

/** A workspace with a shared and a foreign catalog. */
async function withSources() {
  const made = harness();
  const { admin } = made;
  await admin.call("POST", `${UC}/providers`, {
    name: "acme",
    authentication_type: "TOKEN",
    recipient_profile_str: '{"bearerToken":"secret"}',
  });
  await admin.call("POST", `${UC}/connections`, {
    name: "erp",
    connection_type: "POSTGRESQL",
    options: { host: "db.example", port: "5432", user: "reader", password: "secret" },
  });
  const shared = await admin.call("POST", CATALOGS, { name: "shared", provider_name: "acme", share_name: "sales" });
  const foreign = await admin.call("POST", CATALOGS, {
    name: "foreign_erp",
    connection_name: "erp",
    options: { database: "erp" },
  });
  return { ...made, shared, foreign };
}

test("makes shared and foreign catalogs and tells them from ordinary ones", async () => {
  const { admin, shared, foreign } = await withSources();
  const common = { isolation_mode: "OPEN", securable_type: "CATALOG", owner: admin.name };
  expect(shared.body).toMatchObject({
    ...common,
    catalog_type: "DELTASHARING_CATALOG",
    securable_kind: "CATALOG_DELTASHARING",
    provider_name: "acme",
    share_name: "sales",
  });
  expect(foreign.body).toMatchObject({
    ...common,
    catalog_type: "FOREIGN_CATALOG",
    securable_kind: "CATALOG_FOREIGN_POSTGRESQL",
    connection_name: "erp",
    options: { database: "erp" },
  });
  expect((await admin.call("GET", `${CATALOGS}/main`)).body).toMatchObject({
    catalog_type: "MANAGED_CATALOG",
    securable_kind: "CATALOG_STANDARD",
  });
});

test("lists what it has, without its secrets", async () => {
  const { admin, workspace } = await withSources();
  expect((await admin.call("GET", `${UC}/providers`)).body.providers).toMatchObject([{ name: "acme" }]);
  expect((await admin.call("GET", `${UC}/connections`)).body.connections).toMatchObject([
    { name: "erp", options: { host: "db.example", port: "5432", user: "reader" } },
  ]);
  const { providers, connections } = workspace.data;
  expect(JSON.stringify([...providers, ...connections])).not.toContain("secret");
});

test.each(["shared", "foreign_erp"])("creates nothing in %s, and grants nobody to do so", async (catalog) => {
  const { admin } = await withSources();
  expect(await admin.call("POST", `${UC}/schemas`, { catalog_name: catalog, name: "s" })).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED", message: expect.stringContaining("is read-only") as unknown },
  });
  const grant = (privilege: string) =>
    admin.call("PATCH", `${UC}/permissions/catalog/${catalog}`, {
      changes: [{ principal: "users", add: [privilege] }],
    });
  expect((await grant("CREATE_SCHEMA")).status).toBe(400);
  expect((await grant("USE_CATALOG")).status).toBe(200);
});

test("lets its owner change and drop such a catalog, but nobody the service's own", async () => {
  const { admin } = await withSources();
  expect((await admin.call("PATCH", `${CATALOGS}/shared`, { comment: "theirs" })).status).toBe(200);
  expect((await admin.call("DELETE", `${CATALOGS}/shared`)).status).toBe(200);
  expect((await admin.call("DELETE", `${CATALOGS}/samples?force=true`)).status).toBe(403);
});

test.each([
  [{ provider_name: "none", share_name: "s" }, 404, "Provider 'none' does not exist."],
  [{ connection_name: "none" }, 404, "Connection 'none' does not exist."],
  [{ connection_name: "erp" }, 400, "Missing required option for a foreign catalog: database"],
  [{ provider_name: "acme" }, 400, "Missing required field: share_name"],
  [{ share_name: "s" }, 400, "Missing required field: provider_name"],
  [{ provider_name: "acme", share_name: "s", connection_name: "erp" }, 400, /^A catalog cannot have/],
])("refuses a catalog of %j: %d %s", async (source, status, message) => {
  const { admin } = await withSources();
  const answer = await admin.call("POST", CATALOGS, { name: "x", ...source });
  expect(answer.status).toBe(status);
  expect(answer.body.message).toEqual(
    typeof message === "string" ? message : (expect.stringMatching(message) as unknown),
  );
});

test("refuses providers and connections to those who may not make them, and names that are taken", async () => {
  const { admin, addPrincipal } = await withSources();
  const connection = { name: "erp", connection_type: "MYSQL" };
  const provider = { name: "acme", authentication_type: "TOKEN", recipient_profile_str: "{}" };
  for (const [path, body] of [
    ["connections", connection],
    ["providers", provider],
  ] as const) {
    expect((await addPrincipal().call("POST", `${UC}/${path}`, body)).status).toBe(403);
    expect((await admin.call("POST", `${UC}/${path}`, body)).status).toBe(409);
  }
});
