import { type Sandbox, startSandbox } from "../../sandbox";
import { adminCall } from "../support/as-admin";
import { Project } from "../support/project";

jest.setTimeout(240_000);

const GROUPS = "/api/2.0/preview/scim/v2/Groups";

let sandbox: Sandbox;
let project: Project;

beforeEach(async () => {
  sandbox = await startSandbox();
  project = new Project(sandbox);
});

afterEach(async () => {
  project.remove();
  await sandbox.close();
});

async function group(displayName: string): Promise<string> {
  return (await adminCall<{ id: string }>(sandbox, "POST", GROUPS, { displayName })).id;
}

/** Names of the groups that have any service principal in them. */
function joined(): string[] {
  const { principals } = sandbox.workspace.data;
  const ids = new Set([...principals.values()].filter(({ kind }) => kind === "servicePrincipal").map(({ id }) => id));
  return [...principals.values()].flatMap((each) =>
    each.kind === "group" && [...each.members].some((member) => ids.has(member)) ? [each.displayName] : [],
  );
}

const joining = (...groups: string[]) =>
  JSON.stringify({ integrations: { kater: { read: ["samples.nyctaxi"], principal: { groups } } } });

test("of two groups whose names differ in case only, exactly the named one is joined, or both", async () => {
  await group("bi-users");
  await group("Bi-Users");
  await project.deploy(joining("Bi-Users"));
  expect(joined()).toEqual(["Bi-Users"]);
  await project.deploy(joining("bi-users"));
  expect(joined()).toEqual(["bi-users"]);
  await project.deploy(joining("bi-users", "Bi-Users"));
  expect(joined().sort()).toEqual(["Bi-Users", "bi-users"]);
  expect(await project.deploy()).toBe("Resources: 0 added, 0 changed, 0 destroyed.");
});

test("quotes, backslashes and dollar braces in a name are the name's own", async () => {
  const names = ['a "quoted" one', "back\\slash", "costs ${much}", "Ünïcode 100%{x}"];
  for (const name of names) await group(name);
  await group("a quoted one");
  await project.deploy(joining(...names));
  expect(joined().sort()).toEqual([...names].sort());
});

test("a name that no group has exactly is refused by synth and doctor alike, and nothing is changed", async () => {
  await group("bi-users");
  project.write(joining("Bi-Users"));
  expect(await project.synth()).toMatchObject({ code: 2, stderr: expect.stringContaining('"bi-users"') as string });
  const { code, stdout } = await project.onramp("doctor");
  expect([code, stdout]).toEqual([1, expect.stringContaining("there is no group Bi-Users (there is bi-users)")]);
  expect(joined()).toEqual([]);
});

test("without a look nothing is joined: the plan says why", async () => {
  await group("bi-users");
  project.write(joining("bi-users"));
  const { DATABRICKS_TOKEN: token } = project.env;
  delete project.env.DATABRICKS_TOKEN;
  await project.prepare();
  project.env.DATABRICKS_TOKEN = token;
  const { code, stderr } = await project.apply().ended;
  expect([code, stderr.replace(/[\s│]+/g, " ")]).toEqual([
    1,
    expect.stringContaining('Which group "bi-users" is could not be looked at'),
  ]);
  expect(joined()).toEqual([]);
});

test("a service principal is adopted by exactly its name, or not at all", async () => {
  await adminCall(sandbox, "POST", "/api/2.0/preview/scim/v2/ServicePrincipals", { displayName: "etl" });
  project.write(
    JSON.stringify({ integrations: { kater: { read: ["samples.nyctaxi"], principal: { existing: "ETL" } } } }),
  );
  await project.prepare();
  const { code, stderr } = await project.apply().ended;
  expect([code, stderr.replace(/[\s│]+/g, " ")]).toEqual([
    1,
    expect.stringContaining(
      "There is no service principal called exactly ETL; the one that the workspace found is called etl",
    ),
  ]);
});
