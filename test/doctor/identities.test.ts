import { oneOf, reader, Surroundings, writer } from "./surroundings";

let at: Surroundings;
const set = (yaml: string) => (at = new Surroundings(yaml));

afterEach(() => at.close());

describe("existing principals and groups", () => {
  test("fails for an application id that nobody has, and for one that is deactivated", async () => {
    set(reader("principal: { existing: 11111111-2222-3333-4444-555555555555 }"));
    expect(await at.complaints()).toMatchObject(
      oneOf("principals", "FAIL", {
        message: "11111111-2222-3333-4444-555555555555",
        fix: "reader.principal.existing",
      }),
    );
    const principal = at.workspace.principals.addServicePrincipal({ displayName: "bi" });
    principal.active = false;
    at.write(reader(`principal: { existing: ${principal.applicationId} }`));
    expect(await at.complaints()).toMatchObject(oneOf("principals", "FAIL", { message: "bi is deactivated" }));
  });

  test("fails for one to take over that is not there", async () => {
    set(reader('principal: { import: "123456" }'));
    expect(await at.complaints()).toMatchObject(oneOf("principals", "FAIL", { message: "id 123456" }));
  });

  test("fails for a group that is not there", async () => {
    set(reader("principal: { groups: [tools] }"));
    expect(await at.complaints()).toMatchObject(
      oneOf("groups", "FAIL", { message: "there is no group tools", fix: "integrations.reader.principal.groups" }),
    );
    at.workspace.principals.addGroup({ displayName: "tools" });
    expect(await at.complaints()).toEqual([]);
  });

  test("fails for a principal that holds something already where it is granted something, unless that is accepted", async () => {
    set("");
    const { principals, unityCatalog, admin } = at.workspace;
    const { applicationId } = principals.addServicePrincipal({ displayName: "bi" });
    const change = (kind: string, name: string, ...add: string[]) =>
      unityCatalog.grants.change(admin, unityCatalog.securable(admin, kind, name), [{ principal: applicationId, add }]);
    change("schema", "main.default", "MODIFY", "SELECT");
    change("catalog", "sandbox", "USE_CATALOG");
    at.write(reader(`principal: { existing: ${applicationId} }`));
    expect(await at.complaints()).toMatchObject(
      oneOf("adopted-privileges", "FAIL", {
        message: "the principal of reader holds MODIFY, SELECT on main.default already",
        fix: `integrations.reader\nreplaceGrants: true\nREVOKE MODIFY, SELECT ON SCHEMA \`main\`.\`default\` FROM \`${applicationId}\`;`,
      }),
    );
    at.write(reader(`principal: { existing: ${applicationId} }, replaceGrants: true`));
    expect(await at.complaints()).toEqual([]);
  });
});

describe("a service principal of the states", () => {
  test("fails once it is deactivated, and what is printed activates it", async () => {
    set(reader(""));
    const { principals } = at.workspace;
    const made = principals.addServicePrincipal({ displayName: "bi" });
    at.hold(["databricks_service_principal", { id: made.id, application_id: made.applicationId, display_name: "bi" }]);
    const active = async () => (await at.examine()).report.findings.filter(({ id }) => id === "active");
    expect(await active()).toMatchObject([{ status: "PASS" }]);
    principals.update(made, { active: false });
    const [finding] = await active();
    expect(finding).toMatchObject({ status: "FAIL", message: "the service principal bi is deactivated" });
    expect(finding?.cause).toContain("a deploy does not turn it on again");
    expect(finding?.fix).toContain(`request_params['targetUserId'] IN ('${made.id}', '${made.applicationId}')`);
    const [, path = "", body = ""] = /^databricks api patch (\S+) --json '(.*)'$/m.exec(finding?.fix ?? "") ?? [];
    const headers = { authorization: `Bearer ${at.env.DATABRICKS_TOKEN}`, "content-type": "application/json" };
    const answer = await fetch(`https://localhost:8443${path}`, { method: "PATCH", headers, body });
    expect(answer.status).toBe(200);
    at.methods.length = 0;
    expect(await active()).toMatchObject([{ status: "PASS" }]);
  });
});

describe("what a tool has beside what the config gives it", () => {
  test("warns of the admin role, groups, the metastore and other catalogs, and of nothing that is given", async () => {
    set(reader("principal: { groups: [bi] }"));
    const { principals, unityCatalog, admin } = at.workspace;
    const made = principals.addServicePrincipal({ displayName: "reader" });
    principals.addGroup({ displayName: "bi", members: [made.id] });
    at.hold([
      "databricks_service_principal",
      { id: made.id, application_id: made.applicationId, display_name: "reader" },
    ]);
    const { change } = { change: unityCatalog.grants.change.bind(unityCatalog.grants, admin) };
    change(unityCatalog.catalog(admin, "main"), [{ principal: made.applicationId, add: ["USE_CATALOG"] }]);
    const found = async () => (await at.examine()).report.findings.filter(({ id }) => id === "other-rights");
    expect(await found()).toMatchObject([{ status: "PASS" }]);
    change(unityCatalog.authorization.metastore, [{ principal: made.applicationId, add: ["CREATE_CATALOG"] }]);
    change(unityCatalog.catalog(admin, "main"), [{ principal: made.applicationId, add: ["CREATE_SCHEMA"] }]);
    principals.addGroup({ displayName: "finance", members: [made.id] });
    const admins = principals.all("group").find(({ displayName }) => displayName === "admins")!;
    principals.update(admins, { members: [...admins.members, made.id] });
    expect(await found()).toMatchObject([
      {
        status: "WARN",
        message: "reader has more than reader gives it",
        cause:
          "it is a workspace admin, who may do everything; it is in finance, and has what that group has; " +
          "it was granted CREATE CATALOG on the metastore, CREATE SCHEMA on the catalog main",
      },
    ]);
  });
});

describe("an existing schema", () => {
  test("warns of what others own there, and counts and names it with owners", async () => {
    set(writer("catalog: { existing: main }, schema: { existing: default }"));
    const { unityCatalog, admin } = at.workspace;
    const found = async () => (await at.examine()).report.findings.filter(({ id }) => id === "others-objects");
    expect(await found()).toMatchObject([{ status: "PASS" }]);
    for (const name of ["a", "b"]) {
      unityCatalog.createTable(admin, "main", "default", { name, tableType: "MANAGED", columns: [] });
    }
    expect(await found()).toMatchObject([
      {
        status: "WARN",
        message: "main.default holds 2 objects of others",
        cause: expect.stringContaining("admin@sandbox.example: table a, table b") as string,
      },
    ]);
  });
});
