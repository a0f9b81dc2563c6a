import { type Sandbox, startSandbox } from "../../sandbox";
import { adminCall, adminSql } from "../support/as-admin";
import { Project } from "../support/project";
import { difference, take } from "../support/workspace-diff";

jest.setTimeout(240_000);

const SCIM = "/api/2.0/preview/scim/v2";
const UNCHANGED = "Resources: 0 added, 0 changed, 0 destroyed.";

let sandbox: Sandbox;
let project: Project;
let me: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  project = new Project(sandbox);
  await adminSql(sandbox, ["GRANT CREATE CATALOG ON METASTORE TO `admins`"]);
  me = (await adminCall<{ id: string }>(sandbox, "GET", `${SCIM}/Me`)).id;
  await group("metastore-admins");
  // Whoever deploys is a workspace admin and nothing more, as in most companies.
  sandbox.workspace.data.metastoreOwner = "metastore-admins";
});

afterEach(async () => {
  project.remove();
  await sandbox.close();
});

async function group(displayName: string, ...members: string[]): Promise<void> {
  const made = { displayName, members: members.map((value) => ({ value })) };
  await adminCall(sandbox, "POST", `${SCIM}/Groups`, made);
}

const owned = (owner: string, catalog: unknown = "c") =>
  JSON.stringify({ defaults: { owner }, integrations: { clevertap: { catalog, schema: "s" } } });

async function expectRefusal(text: string, says: string): Promise<void> {
  const before = take(sandbox);
  project.write(text);
  const { code, stderr } = await project.synth();
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  const doctor = await project.onramp("doctor");
  expect([doctor.code, doctor.stdout.replace(/\s+/g, " ")]).toEqual([
    1,
    expect.stringContaining(says.replaceAll('"', "")),
  ]);
  expect(difference(before, take(sandbox))).toEqual([]);
}

test("an owner that the deployer is not in is refused before anything is made", async () => {
  await group("stewards");
  await expectRefusal(owned("stewards"), 'the owner "stewards" of c, c.s is none of yours');
});

test.each(["nobody", "Stewards", 'stew"ards'])(
  "the owner %s, whom nobody is called exactly, is refused",
  async (name) => {
    await group("stewards", me);
    project.write(owned(name));
    const { code, stderr } = await project.synth();
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`the owner ${JSON.stringify(name)} of c, c.s is nobody`),
    ]);
  },
);

test("a group that the deployer is in, and the deployer, may own what is made", async () => {
  await group("stewards", me);
  await project.deploy(owned("stewards"));
  expect(await project.deploy()).toBe(UNCHANGED);
  const { stdout } = await project.onramp("doctor");
  expect(stdout).toContain("stewards may own what is created");
  // What is handed over already needs nothing more.
  const { principals } = sandbox.workspace.data;
  const [stewards] = [...principals.values()].filter(({ displayName }) => displayName === "stewards");
  await adminCall(sandbox, "PATCH", `${SCIM}/Groups/${stewards!.id}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "remove", path: `members[value eq "${me}"]` }],
  });
  project.write(owned("stewards"));
  expect(await project.synth()).toMatchObject({ code: 0 });
});

test("the owner of the catalog around a schema, and a metastore admin, may give the schema away", async () => {
  await group("stewards");
  await adminSql(sandbox, ["CREATE CATALOG mine", "CREATE CATALOG theirs"]);
  await project.deploy(owned("stewards", { existing: "mine" }));
  expect(await project.deploy()).toBe(UNCHANGED);
  await adminSql(sandbox, ["GRANT USE CATALOG, CREATE SCHEMA ON CATALOG theirs TO `admins`"]);
  await adminSql(sandbox, ["ALTER CATALOG theirs OWNER TO `stewards`"]);
  project.write(owned("stewards", { existing: "theirs" }));
  expect(await project.synth()).toMatchObject({ code: 2 });
  sandbox.workspace.data.metastoreOwner = "admins";
  await project.deploy();
  expect(await project.deploy()).toBe(UNCHANGED);
});

test("not even a metastore admin may make a schema in a catalog that was handed over as it was made", async () => {
  await group("stewards");
  sandbox.workspace.data.metastoreOwner = "admins";
  await expectRefusal(owned("stewards"), "not even a metastore admin may make a schema in it");
});
