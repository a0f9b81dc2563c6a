import type { Edition } from "../../state/records/identity";
import { Workspace, type WorkspaceOptions } from "../../state/workspace";

const workspaceLike = (edition: Edition, options: WorkspaceOptions = {}) => new Workspace({ ...options, edition });
const NEW = { name: "bi", clusterSize: "2X-Small", type: "PRO", serverless: true, autoStopMinutes: 10 } as const;
const CLUSTER = { name: "c", sparkVersion: "16.4.x-scala2.12", nodeType: "i3.xlarge", workers: 1 };

describe.each(["free", "trial"] as const)("a workspace like %s", (edition) => {
  test("has one serverless warehouse, and a catalog of its own that everybody may work in", () => {
    const { admin, warehouses, unityCatalog, principals } = workspaceLike(edition);
    expect(warehouses.list(admin)).toMatchObject([
      { name: "Serverless Starter Warehouse", clusterSize: "2X-Small", serverless: true },
    ]);
    expect(unityCatalog.findCatalog("main")).toBeUndefined();
    expect(unityCatalog.catalog(admin, "workspace")).toMatchObject({ owner: "admins", isolationMode: "ISOLATED" });
    const someone = principals.asCaller(principals.addServicePrincipal({ displayName: "x" }));
    unityCatalog.createTable(someone, "workspace", "default", { name: "t", tableType: "MANAGED", columns: [] });
  });

  test("creates no catalog without a place for its data, even one that is there", () => {
    const { admin, unityCatalog } = workspaceLike(edition);
    for (const name of ["new", "workspace"]) {
      expect(() => unityCatalog.createCatalog(admin, { name })).toThrow(
        "Metastore storage root URL does not exist. Default Storage is enabled in your account. You can use the UI to " +
          "create a new catalog using Default Storage, or please provide a storage location for the catalog (for " +
          "example 'CREATE CATALOG myCatalog MANAGED LOCATION '<location-path>').",
      );
    }
    unityCatalog.createCatalog(admin, { name: "new", storageRoot: "s3://bucket/new" });
  });

  test("has no classic compute", () => {
    const { admin, clusters, warehouses, data } = workspaceLike(edition);
    const refused = "Only serverless compute is supported in the workspace.";
    expect(() => clusters.create(admin, CLUSTER)).toThrow(refused);
    for (const id of data.warehouses.keys()) {
      expect(() => warehouses.edit(admin, id, { serverless: false })).toThrow(refused);
    }
  });

  test("has a metastore that nobody in it owns, in which admins may create catalogs", () => {
    const { admin, unityCatalog, data } = workspaceLike(edition);
    const { authorization, grants } = unityCatalog;
    expect(data.metastoreOwner).toBe("System user");
    expect(authorization.holds(admin, "CREATE_CATALOG", authorization.metastore)).toBe(true);
    expect(() =>
      grants.change(admin, authorization.metastore, [{ principal: "users", add: ["CREATE_CATALOG"] }]),
    ).toThrow("User is not a metastore admin.");
  });
});

test("Free Edition has one warehouse of the smallest size", () => {
  const { admin, warehouses } = workspaceLike("free");
  expect(() => warehouses.create(admin, NEW)).toThrow("You have reached the maximum number of SQL warehouses.");
  const [starter] = warehouses.list(admin);
  expect(() => warehouses.edit(admin, starter?.id ?? "", { clusterSize: "Small" })).toThrow(
    "cluster_size must be 2X-Small in this workspace, not 'Small'.",
  );
  warehouses.remove(admin, starter?.id ?? "");
  warehouses.create(admin, NEW);
});

test("a trial has a few warehouses of any size", () => {
  const { admin, warehouses } = workspaceLike("trial");
  for (const name of ["a", "b", "c", "d"]) warehouses.create(admin, { ...NEW, name, clusterSize: "Large" });
  expect(() => warehouses.create(admin, NEW)).toThrow("You have reached the maximum number of SQL warehouses.");
});

test("a whole workspace without a storage root says so in other words", () => {
  const { admin, unityCatalog, data } = new Workspace();
  Object.assign(data.identity, { storageRoot: undefined });
  expect(() => unityCatalog.createCatalog(admin, { name: "new" })).toThrow(
    "Alternatively set up a metastore root storage location",
  );
});
