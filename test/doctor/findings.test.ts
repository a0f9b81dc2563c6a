import { oneOf, Surroundings } from "./surroundings";

const CLEVERTAP = "integrations:\n  clevertap: { catalog: c, schema: s }\n";
const MIXPANEL = "integrations:\n  mixpanel: { catalog: c, schema: s }\n";
const READER = "integrations:\n  reader: { tool: generic-reader, credential: { kind: oauth }, read: [main.default] }\n";
const HERE = "127.0.0.1";
const DAY = 24 * 60 * 60;

let at: Surroundings;
const set = (yaml: string) => (at = new Surroundings(yaml));

afterEach(() => at.close());

describe("the metastore", () => {
  test("fails when there is none", async () => {
    set(CLEVERTAP);
    at.instead = ({ pathname }) =>
      pathname.endsWith("/metastore_summary")
        ? Response.json(
            { error_code: "METASTORE_DOES_NOT_EXIST", message: "No metastore assigned for the current workspace." },
            { status: 404 },
          )
        : undefined;
    expect(await at.complaints()).toMatchObject(oneOf("metastore", "FAIL", { fix: "Assign to workspace" }));
  });

  test.each([
    ["azure", "tokens are made by the principals themselves on azure, and on behalf of the principals on aws"],
    ["gcp", undefined],
  ])("fails on aws when the config says %s", async (said, cause) => {
    set(CLEVERTAP);
    at.env.ONRAMP_SANDBOX_CLOUD = said;
    const complaints = await at.complaints();
    expect(complaints).toMatchObject(oneOf("cloud", "FAIL", { fix: "workspace: { cloud: aws }" }));
    expect(complaints[0]?.cause).toBe(cause);
  });

  test("fails without storage root for each catalog that has no place of its own", async () => {
    set("catalogs: { placed: { storageRoot: 's3://b/p' } }\n" + CLEVERTAP);
    Object.assign(at.workspace.data.identity, { storageRoot: undefined });
    expect(await at.complaints()).toMatchObject(
      oneOf("storage-root", "FAIL", {
        message: "the catalog c would",
        fix: "integrations.clevertap\ncatalog: { name: c, storageRoot: s3://BUCKET/PATH }",
      }),
    );
  });

  test("warns of views when it names no version of its privilege model", async () => {
    set(MIXPANEL);
    Object.assign(at.workspace.data.identity, { privilegeModel: undefined });
    expect(await at.complaints()).toMatchObject(oneOf("privilege-model", "WARN", { cause: "CREATE VIEW" }));
  });
});

describe("your own rights", () => {
  test("fails for an admin without CREATE CATALOG, with the GRANT", async () => {
    set(CLEVERTAP);
    at.signInAs("ann@example.com", { admin: true });
    const { unityCatalog, admin } = at.workspace;
    unityCatalog.grants.change(admin, unityCatalog.authorization.metastore, [
      { principal: "admins", remove: ["CREATE_CATALOG"] },
    ]);
    expect(await at.complaints()).toMatchObject(
      oneOf("create-catalog", "FAIL", { fix: "GRANT CREATE CATALOG ON METASTORE TO `ann@example.com`;" }),
    );
  });

  test("fails for whoever is no admin, and warns of what only admins may ask", async () => {
    set(CLEVERTAP);
    at.signInAs("ann@example.com", { admin: false });
    const { code, report } = await at.examine();
    const complaints = report.findings.filter(({ status }) => status !== "PASS");
    expect(complaints.map(({ id, status }) => [id, status])).toEqual([
      ["admin", "FAIL"],
      ["create-catalog", "FAIL"],
      ["serverless", "WARN"],
      ["token-use", "WARN"],
      ["token-lifetime", "WARN"],
      ["orphans", "WARN"],
      ["credentials-end", "WARN"],
      ["ip-access", "WARN"],
    ]);
    expect(complaints.find(({ id }) => id === "credentials-end")).toMatchObject({
      message: "could not find out which credentials of this kit end soon",
      cause: expect.stringContaining("admin") as string,
    });
    expect(code).toBe(1);
    expect(new Set(at.methods)).toEqual(new Set(["GET"]));
  });

  test("fails on the way to what is read as long as it is not one's own, until MANAGE is granted", async () => {
    set(READER);
    at.signInAs("ann@example.com", { admin: true });
    const { unityCatalog, admin } = at.workspace;
    expect(await at.complaints()).toMatchObject(
      oneOf("grant-rights", "FAIL", {
        fix: "GRANT USE CATALOG, USE SCHEMA, MANAGE ON CATALOG `main` TO `ann@example.com`;",
      }),
    );
    unityCatalog.grants.change(admin, unityCatalog.catalog(admin, "main"), [
      { principal: "ann@example.com", add: ["USE_CATALOG", "USE_SCHEMA", "MANAGE"] },
    ]);
    expect(await at.complaints()).toEqual([]);
  });

  test("names the way to what is read as well, which MANAGE does not open", async () => {
    set(READER.replace("main.default", "sales.crm"));
    at.signInAs("ann@example.com", { admin: true });
    const { unityCatalog, admin } = at.workspace;
    const sales = at.addCatalog("sales");
    const crm = unityCatalog.createSchema(admin, "sales", { name: "crm" });
    unityCatalog.grants.change(admin, sales, [{ principal: "ann@example.com", add: ["MANAGE"] }]);
    expect(await at.complaints()).toMatchObject(
      oneOf("grant-rights", "WARN", {
        fix:
          "GRANT USE CATALOG ON CATALOG `sales` TO `ann@example.com`;\n" +
          "GRANT USE SCHEMA, MANAGE ON SCHEMA `sales`.`crm` TO `ann@example.com`;",
      }),
    );
    unityCatalog.grants.change(admin, sales, [{ principal: "ann@example.com", add: ["USE_CATALOG"] }]);
    unityCatalog.grants.change(admin, crm, [{ principal: "ann@example.com", add: ["USE_SCHEMA", "MANAGE"] }]);
    expect(await at.complaints()).toEqual([]);
  });

  test.each(["main.gone", "nowhere.sales", "main.default.nope"])(
    "fails on %s that is not there for a metastore admin, too, who may grant on everything",
    async (name) => {
      set(READER.replace("main.default", name));
      const message = `${name} is not there`;
      expect(await at.complaints()).toMatchObject(oneOf("grant-rights", "FAIL", { message }));
    },
  );
});

describe("tokens", () => {
  test("fails when users may not use them, with the command that lets them", async () => {
    set(CLEVERTAP);
    at.workspace.access.replace("/authorization/tokens", [{ principal: "admins", level: "CAN_MANAGE" }]);
    expect(await at.complaints()).toMatchObject(
      oneOf("token-use", "FAIL", { message: "clevertap", fix: "databricks permissions update authorization tokens" }),
    );
  });

  test("fails when they are turned off", async () => {
    set(CLEVERTAP);
    at.workspace.data.settings.set("enableTokensConfig", "false");
    expect(await at.complaints()).toMatchObject(oneOf("token-use", "FAIL", { fix: "turns them on" }));
  });

  test("fails when one would live longer than the workspace allows", async () => {
    set(CLEVERTAP);
    at.workspace.data.settings.set("maxTokenLifetimeDays", "30");
    expect(await at.complaints()).toMatchObject(
      oneOf("token-lifetime", "FAIL", { fix: "integrations.clevertap\ncredential: { lifetimeDays: 30 }" }),
    );
  });

  test("warns of those of this kit that end within 14 days, unless a newer one is there", async () => {
    set(CLEVERTAP);
    const { credentials, admin } = at.workspace;
    credentials.createToken(admin, "onramp:kater", 13 * DAY);
    credentials.createToken(admin, "onramp:clevertap", 13 * DAY);
    credentials.createToken(admin, "onramp:clevertap", 90 * DAY);
    credentials.createToken(admin, "somebody else's", DAY);
    expect(await at.complaints()).toMatchObject(
      oneOf("credentials-end", "WARN", { message: "kater ends on", fix: "lifetimeDays" }),
    );
  });
});

test("warns of an OAuth secret of this kit that ends soon, and of nobody else's", async () => {
  set(READER);
  const { credentials, principals, admin } = at.workspace;
  const principal = principals.addServicePrincipal({ displayName: "reader" });
  const { id } = credentials.createSecret(admin, principal, 13 * DAY).secret;
  const { id: scimId, applicationId } = principal;
  at.hold(
    ["databricks_service_principal", { id: scimId, application_id: applicationId, display_name: "reader" }],
    ["databricks_service_principal_secret", { id }],
  );
  credentials.createSecret(admin, principals.addServicePrincipal({ displayName: "other" }), DAY);
  expect(await at.complaints()).toMatchObject(
    oneOf("credentials-end", "WARN", { message: "the client secret of reader ends on", fix: "lifetimeDays" }),
  );
});

describe("IP access lists", () => {
  const allow = (...addresses: string[]) => {
    const { ipAccess, settings, admin } = at.workspace;
    ipAccess.create({ caller: admin, address: HERE }, { label: "l", type: "ALLOW", addresses: [HERE, ...addresses] });
    settings.set(admin, { enableIpAccessLists: "true" }, HERE);
  };

  test("fails when no region of a tool is let in, with the addresses to allow", async () => {
    set(MIXPANEL);
    allow("34.31.112.201");
    expect(await at.complaints()).toMatchObject(
      oneOf("ip-access", "FAIL", {
        fix: '"ip_addresses":["34.147.68.192/32","35.204.164.122/32","35.204.177.251/32"]',
      }),
    );
  });

  test("fails when they keep this machine out, with the address and the command that lets it in", async () => {
    set(MIXPANEL);
    allow();
    for (const list of at.workspace.data.ipAccessLists.values()) list.addresses = ["10.0.0.1"];
    const { code, report } = await at.examine();
    expect(report.findings.filter(({ status }) => status !== "PASS")).toMatchObject(
      oneOf("sign-in", "FAIL", { cause: HERE, fix: `"ip_addresses":["${HERE}"]` }),
    );
    expect(code).toBe(3);
  });

  test("are well when one region is let in", async () => {
    set(MIXPANEL);
    allow("34.147.68.0/24", "35.204.160.0/19");
    expect(await at.complaints()).toEqual([]);
  });

  test("fails when a range of it is blocked", async () => {
    set(MIXPANEL);
    const { ipAccess, settings, admin } = at.workspace;
    const blocked = ["34.31.112.201", "34.147.68.192"];
    ipAccess.create({ caller: admin, address: HERE }, { label: "l", type: "BLOCK", addresses: blocked });
    settings.set(admin, { enableIpAccessLists: "true" }, HERE);
    expect(await at.complaints()).toMatchObject(oneOf("ip-access", "FAIL", {}));
  });

  test("warns where a tool's addresses are not known, with the vendor's page", async () => {
    set(CLEVERTAP);
    allow();
    expect(await at.complaints()).toMatchObject(oneOf("ip-access", "WARN", { fix: "developer.clevertap.com" }));
  });
});

describe("names", () => {
  test("fails for a catalog and a warehouse that others made, with where to change them", async () => {
    set(CLEVERTAP);
    const { unityCatalog, admin, warehouses } = at.workspace;
    unityCatalog.createCatalog(admin, { name: "c" });
    unityCatalog.createSchema(admin, "c", { name: "s" });
    const { id } = warehouses.create(admin, { name: "clevertap", clusterSize: "2X-Small" });
    const text = await at.text();
    expect(await at.complaints()).toMatchObject([
      { id: "name-clash", status: "FAIL", message: "the catalog c exists already" },
      { id: "name-clash", status: "FAIL", message: "the warehouse clevertap exists already" },
    ]);
    expect(text).toContain("catalog: { existing: c }   # adopt it");
    expect(text).toContain("catalog: { import: c }   # take it over");
    expect(text).toContain("catalog: { name: c_2 }   # another name");
    expect(text).toContain(id);
    expect(text).toContain("Mend what failed before you deploy.");
  });

  test("fails for a schema that others made in a catalog of ours", async () => {
    set(CLEVERTAP);
    const { unityCatalog, admin } = at.workspace;
    unityCatalog.createCatalog(admin, { name: "c" });
    unityCatalog.createSchema(admin, "c", { name: "s" });
    at.hold(["databricks_catalog", { id: "c" }]);
    expect(await at.complaints()).toMatchObject(oneOf("name-clash", "FAIL", { message: "the schema c.s exists" }));
  });

  test("warns when a catalog may not be looked at", async () => {
    set(CLEVERTAP);
    at.workspace.unityCatalog.createCatalog(at.workspace.admin, { name: "c" });
    at.signInAs("ann@example.com", { admin: true });
    expect(await at.complaints()).toMatchObject(
      oneOf("name-clash", "WARN", { message: "whether the catalog c exists" }),
    );
  });
});

describe("an answer that does not tell", () => {
  test.each<[id: string, spoil: () => unknown]>([
    ["clock", () => (at.clockAhead = undefined)],
    ["token-lifetime", () => at.workspace.data.settings.set("maxTokenLifetimeDays", "a month")],
    [
      "cloud",
      () =>
        (at.instead = ({ pathname }) =>
          pathname.endsWith("/metastore_summary")
            ? Response.json({ metastore_id: at.workspace.data.identity.metastoreId, name: "m", storage_root: "s3://b" })
            : undefined),
    ],
  ])("warns: %s", async (id, spoil) => {
    set(CLEVERTAP);
    spoil();
    expect((await at.complaints()).map((each) => [each.id, each.status])).toEqual([[id, "WARN"]]);
  });

  test("warns with the service's own failure", async () => {
    set(CLEVERTAP);
    at.instead = ({ pathname }) =>
      pathname.endsWith("/workspace-conf") ? Response.json({ message: "out of order" }, { status: 500 }) : undefined;
    const { code, report } = await at.examine();
    const complaints = report.findings.filter(({ status }) => status !== "PASS");
    expect(complaints.map(({ id, status, cause }) => [id, status, cause])).toEqual(
      ["token-use", "token-lifetime", "ip-access"].map((id) => [id, "WARN", "out of order"]),
    );
    expect([code, report.status]).toEqual([0, "WARN"]);
  });
});
