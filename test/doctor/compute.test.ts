import type { AccessMode } from "../../sandbox/state/records/cluster";
import { inYaml, oneOf, reader, Surroundings } from "./surroundings";

let at: Surroundings;
const set = (yaml: string) => (at = new Surroundings(yaml));

afterEach(() => at.close());

describe("existing warehouses", () => {
  test("are well by name and by id when the principal may use them", async () => {
    set("");
    const id = at.addWarehouse("BI", "users");
    for (const existing of ["BI", JSON.stringify(id)]) {
      at.write(reader(`warehouse: { existing: ${existing} }`));
      const { report } = await at.examine();
      expect(report.findings.filter(({ status }) => status !== "PASS")).toEqual([]);
      expect(report.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(["warehouses", "warehouse-use"]));
    }
  });

  test("fails for one that was deleted or is of another workspace, with those that are there", async () => {
    set("warehouses: { bi: { existing: 0123456789abcdef, viaGroup: tools } }\n" + reader("warehouse: bi"));
    at.workspace.principals.addGroup({ displayName: "tools" });
    const id = at.addWarehouse("BI", "users");
    expect(await at.complaints()).toMatchObject(
      oneOf("warehouses", "FAIL", {
        message: "the warehouse 0123456789abcdef is not there",
        cause: "another workspace",
        fix: `bi: { existing: ${inYaml(id)}, viaGroup: tools }   # BI, 2X-Small, serverless`,
      }),
    );
  });

  test("fails for one to take over that is not there", async () => {
    set(reader("warehouse: { import: 0123456789abcdef }"));
    expect(await at.complaints()).toMatchObject(
      oneOf("warehouses", "FAIL", {
        message: "0123456789abcdef is not there",
        fix: "warehouse: { import: ",
      }),
    );
  });

  test("fails for a name that two have, with the id of each", async () => {
    set(reader("warehouse: { existing: BI }"));
    const ids = ["BI", "other"].map((name) => at.addWarehouse(name, "users"));
    for (const each of at.workspace.data.warehouses.values()) if (each.name === "other") each.name = "BI";
    const [complaint, ...others] = await at.complaints();
    expect(others).toEqual([]);
    expect(complaint).toMatchObject({ id: "warehouses", status: "FAIL", message: "2 warehouses are called BI" });
    for (const id of ids) expect(complaint?.fix).toContain(`warehouse: { existing: ${inYaml(id)} }`);
  });

  test("fails for one of a kind that the tool cannot use", async () => {
    set("integrations:\n  posthog: { catalog: c, schema: s, warehouse: { existing: Old } }\n");
    const { warehouses, admin } = at.workspace;
    const { id } = warehouses.create(admin, { name: "Old", clusterSize: "Small", type: "CLASSIC", serverless: false });
    at.letUse(id, "users");
    expect(await at.complaints()).toMatchObject(
      oneOf("warehouses", "FAIL", { message: "posthog", cause: "it needs serverless", fix: "warehouse: {}" }),
    );
  });

  test("fails for one that nobody lets the principal use, until a group of it may", async () => {
    set(reader("warehouse: { existing: BI }"));
    const { principals } = at.workspace;
    const id = at.addWarehouse("BI");
    const nobody = await at.complaints();
    expect(nobody).toMatchObject(
      oneOf("warehouse-use", "FAIL", {
        fix: `npm run onramp -- workspace share-warehouse ${id} --group onramp-tools --create-group\nwarehouse: { existing: BI, viaGroup: onramp-tools }`,
      }),
    );
    principals.addGroup({ displayName: "bi-tools" });
    at.letUse(id, "bi-tools");
    const line = "warehouse: { existing: BI, viaGroup: bi-tools }";
    expect(await at.complaints()).toMatchObject(
      oneOf("warehouse-use", "FAIL", {
        fix: `integrations.reader; or let a group in, which adds to the permissions and changes nobody else's\n${line}`,
      }),
    );
    at.write(reader(line));
    expect(await at.complaints()).toEqual([]);
    at.write(reader("warehouse: { existing: BI }, principal: { groups: [bi-tools] }"));
    expect(await at.complaints()).toEqual([]);
  });

  test("fails when the group that is to be joined may not use it", async () => {
    set(reader("warehouse: { existing: BI, viaGroup: bi-tools }"));
    at.workspace.principals.addGroup({ displayName: "bi-tools" });
    const id = at.addWarehouse("BI");
    expect(await at.complaints()).toMatchObject(
      oneOf("warehouse-use", "FAIL", { cause: "bi-tools", fix: `workspace share-warehouse ${id} --group bi-tools` }),
    );
  });

  test("are well when the group that is joined is in one that may use it", async () => {
    set(reader("warehouse: { existing: BI }, principal: { groups: [inner] }"));
    const { principals } = at.workspace;
    const inner = principals.addGroup({ displayName: "inner" });
    principals.addGroup({
      displayName: "outer",
      members: [principals.addGroup({ displayName: "between", members: [inner.id] }).id],
    });
    at.addWarehouse("BI", "outer");
    expect(await at.complaints()).toEqual([]);
  });

  test("are well for an existing principal that has CAN_USE itself", async () => {
    set("");
    const { applicationId } = at.workspace.principals.addServicePrincipal({ displayName: "bi" });
    at.addWarehouse("BI", applicationId);
    at.write(reader(`warehouse: { existing: BI }, principal: { existing: ${applicationId} }`));
    expect(await at.complaints()).toEqual([]);
  });
});

describe("clusters", () => {
  const use = (id: string, workspaceId = at.workspace.data.identity.workspaceId, more = "") =>
    at.write(
      `integrations:\n  qualytics: { credential: { kind: pat }, read: [main.default], warehouse: { cluster: ${id}, workspaceId: ${workspaceId} }${more} }\n`,
    );
  function cluster(accessMode: AccessMode, level?: "CAN_ATTACH_TO" | "CAN_RESTART"): string {
    const { clusters, access, admin } = at.workspace;
    const settings = {
      name: "shared",
      sparkVersion: "16.4.x-scala2.12",
      nodeType: "i3.xlarge",
      workers: 1,
      accessMode,
    };
    const { id } = clusters.create(admin, settings);
    if (level) access.merge(`/clusters/${id}`, [{ principal: "users", level }]);
    return id;
  }

  test("are well when the principal may start them, and says so of a terminated one", async () => {
    set("");
    const id = cluster("USER_ISOLATION", "CAN_RESTART");
    use(id);
    at.workspace.clusters.terminate(at.workspace.admin, id);
    const { report } = await at.examine();
    expect(report.findings.filter(({ status }) => status !== "PASS")).toEqual([]);
    expect(report.findings).toContainEqual({
      id: "clusters",
      status: "PASS",
      message: "the tools may use the cluster shared; it is terminated, and will be started when it is used",
    });
  });

  test.each([
    ["SINGLE_USER", "it is dedicated to admin@sandbox.example"],
    ["NONE", "isolates nobody"],
  ] as const)("fails for the access mode %s", async (mode, cause) => {
    set("");
    use(cluster(mode, "CAN_RESTART"));
    expect(await at.complaints()).toMatchObject(oneOf("clusters", "FAIL", { cause, fix: "access mode to Standard" }));
  });

  test("fails for one that is dedicated to a group of the principal's: plans refuse it all the same", async () => {
    set("");
    const id = cluster("USER_ISOLATION", "CAN_RESTART");
    at.workspace.clusters.edit(at.workspace.admin, id, { accessMode: "SINGLE_USER", singleUser: "users" });
    use(id);
    expect(await at.complaints()).toMatchObject(oneOf("clusters", "FAIL", { cause: "it is dedicated to users" }));
  });

  test("fails without CAN_ATTACH_TO, and warns without CAN_RESTART, with the command", async () => {
    set("");
    const id = cluster("USER_ISOLATION");
    use(id);
    const fix =
      `databricks api patch /api/2.0/permissions/clusters/${id} --json ` +
      `'{"access_control_list":[{"group_name":"GROUP","permission_level":"CAN_RESTART"}]}'\nprincipal: { groups: [ GROUP ] }`;
    expect(await at.complaints()).toMatchObject(oneOf("clusters", "FAIL", { message: "could not use", fix }));
    at.workspace.access.merge(`/clusters/${id}`, [{ principal: "users", level: "CAN_ATTACH_TO" }]);
    expect(await at.complaints()).toMatchObject(oneOf("clusters", "WARN", { message: "could not start", fix }));
  });

  test("fails for one that is not there, and for one of another workspace", async () => {
    set("");
    use("0123-456789-abcdefgh");
    expect(await at.complaints()).toMatchObject(
      oneOf("clusters", "FAIL", { message: "not there", fix: "list clusters" }),
    );
    const here = at.workspace.data.identity.workspaceId;
    use("0123-456789-abcdefgh", 7);
    expect(await at.complaints()).toMatchObject(
      oneOf("clusters", "FAIL", { message: "workspace 7", fix: `workspaceId: ${here} }` }),
    );
  });
});

describe("kinds of warehouses", () => {
  test("fails for a serverless one where serverless is off", async () => {
    set(reader("warehouse: { size: Small, autoStopMinutes: 5 }"));
    at.workspace.data.warehouseConfig.serverless = false;
    expect(await at.complaints()).toMatchObject(
      oneOf("serverless", "FAIL", {
        fix: "warehouse: { name: reader, size: Small, autoStopMinutes: 10, serverless: false }",
      }),
    );
  });

  test("fails for one of a type that is off", async () => {
    set(reader("warehouse: { serverless: false }"));
    at.workspace.data.warehouseConfig.types.PRO = false;
    expect(await at.complaints()).toMatchObject(
      oneOf("serverless", "FAIL", { message: "type PRO", fix: "type: CLASSIC" }),
    );
  });
});
