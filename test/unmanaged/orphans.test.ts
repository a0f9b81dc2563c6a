import { describeOrphan, orphans, type CutOffRun } from "../../lib/unmanaged/orphans";
import { clevertap, InWorkspace } from "../support/in-workspace";

const DAY = 24 * 60 * 60;

let at: InWorkspace;

beforeEach(() => (at = new InWorkspace()));
afterEach(() => at.close());

const NOTHING_KNOWN = { memberships: [] };

const found = async (managed = at.managed(), config = clevertap(), run: CutOffRun = NOTHING_KNOWN) =>
  (await orphans(config, managed, at.rest, run)).map((orphan) => [
    describeOrphan(orphan),
    "import" in orphan ? `${orphan.import.under}: ${orphan.import.line}` : orphan.remove,
  ]);

test("are none in a workspace that the kit has not been in", async () => {
  expect(await found()).toEqual([]);
});

test("are the catalog, schema, warehouse and principal that a run made before it was cut off, each with its import", async () => {
  const { unityCatalog, admin, warehouses, principals } = at.workspace;
  unityCatalog.createCatalog(admin, { name: "clevertap_catalog" });
  unityCatalog.createSchema(admin, "clevertap_catalog", { name: "clevertap_schema" });
  const tags = [{ key: "onramp", value: "clevertap" }];
  const { id } = warehouses.create(admin, { name: "clevertap", clusterSize: "2X-Small", tags });
  const principal = principals.addServicePrincipal({ displayName: "clevertap" });
  expect(await found()).toEqual([
    ["the catalog clevertap_catalog", "integrations.clevertap: catalog: { import: clevertap_catalog }"],
    ["the schema clevertap_catalog.clevertap_schema", "integrations.clevertap: schema: { import: clevertap_schema }"],
    [
      `the warehouse clevertap (${id})`,
      expect.stringContaining("integrations.clevertap: warehouse: { name: clevertap, import: "),
    ],
    [
      `the service principal clevertap (${principal.id})`,
      `integrations.clevertap: principal: { import: "${principal.id}" }`,
    ],
  ]);
});

test("are not what a state holds", async () => {
  const { unityCatalog, admin, warehouses, principals, credentials } = at.workspace;
  unityCatalog.createCatalog(admin, { name: "clevertap_catalog" });
  const tags = [{ key: "onramp", value: "clevertap" }];
  const { id } = warehouses.create(admin, { name: "clevertap", clusterSize: "2X-Small", tags });
  const principal = principals.addServicePrincipal({ displayName: "clevertap" });
  const secret = credentials.createSecret(admin, principal, DAY).secret.id;
  const managed = at.managed({
    catalogs: new Set(["clevertap_catalog"]),
    warehouses: new Set([id]),
    principals: [{ id: principal.id, applicationId: principal.applicationId, displayName: "clevertap" }],
    secrets: new Set([secret]),
  });
  expect(await found(managed)).toEqual([]);
});

test("is the schema in a catalog that a state holds", async () => {
  const { unityCatalog, admin } = at.workspace;
  unityCatalog.createCatalog(admin, { name: "clevertap_catalog" });
  unityCatalog.createSchema(admin, "clevertap_catalog", { name: "clevertap_schema" });
  expect(await found(at.managed({ catalogs: new Set(["clevertap_catalog"]) }))).toEqual([
    ["the schema clevertap_catalog.clevertap_schema", "integrations.clevertap: schema: { import: clevertap_schema }"],
  ]);
});

test("are not things of the same names that others made", async () => {
  const { unityCatalog, admin, warehouses, principals } = at.workspace;
  const ann = principals.addUser("ann@example.com", "Ann");
  unityCatalog.grants.change(admin, unityCatalog.authorization.metastore, [
    { principal: "ann@example.com", add: ["CREATE_CATALOG"] },
  ]);
  unityCatalog.createCatalog(principals.asCaller(ann), { name: "clevertap_catalog" });
  warehouses.create(admin, { name: "clevertap", clusterSize: "2X-Small" });
  expect(await found()).toEqual([]);
});

describe("of an adopted principal", () => {
  function adopted(config: Parameters<typeof clevertap>[0] = {}) {
    const { principals, admin, credentials } = at.workspace;
    const principal = principals.addServicePrincipal({ displayName: "etl" });
    const existing = principal.applicationId;
    const secret = () => credentials.createSecret(admin, principal, DAY).secret.id;
    return { principal, secret, config: clevertap({ principal: { existing, groups: ["tools"] }, ...config }) };
  }

  test("are secrets that were made since the run began, and not those that it had before", async () => {
    const { principal, secret, config } = adopted();
    const id = secret();
    const remove = `databricks service-principal-secrets-proxy delete ${principal.id} ${id}`;
    const now = Date.now();
    expect(await found(at.managed(), config, { since: now, memberships: [] })).toEqual([
      [`a secret of clevertap (${id})`, remove],
    ]);
    expect(await found(at.managed({ secrets: new Set([id]) }), config, { since: now, memberships: [] })).toEqual([]);
    expect(await found(at.managed(), config, { since: now + 600_000, memberships: [] })).toEqual([]);
    expect(await found(at.managed(), config)).toEqual([]);
  });

  test("are memberships that the run was to make, and not those that it had before", async () => {
    const { principal, config } = adopted();
    const group = at.workspace.principals.addGroup({ displayName: "tools", members: [principal.id] });
    const memberships = ["onramp/integrations/clevertap/principal/groups/tools"];
    expect(await found(at.managed(), config, { memberships })).toEqual([
      [
        "the membership of clevertap's principal in the group tools",
        expect.stringMatching(
          new RegExp(
            `^databricks groups patch ${group.id} --json '.*"remove","path":"members\\[value eq .*${principal.id}`,
          ),
        ),
      ],
    ]);
    const managed = at.managed({ memberships: new Set([`${group.id}|${principal.id}`]) });
    expect(await found(managed, config, { memberships })).toEqual([]);
    expect(await found(at.managed(), config)).toEqual([]);
  });
});

test("fails for whoever may not look", async () => {
  await expect(orphans(clevertap(), at.managed(), at.asStranger(), NOTHING_KNOWN)).rejects.toMatchObject({
    kind: "forbidden",
  });
});
