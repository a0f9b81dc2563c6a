import { type Sandbox, startSandbox } from "../../sandbox";
import { adminCall, adminSql } from "../support/as-admin";
import { Project } from "../support/project";
import { difference, take, type Taken } from "../support/workspace-diff";

jest.setTimeout(240_000);

const SCIM = "/api/2.0/preview/scim/v2";
const UNCHANGED = "Resources: 0 added, 0 changed, 0 destroyed.";

let sandbox: Sandbox;
let project: Project;
let now: Taken;

async function start(cloud: "aws" | "azure"): Promise<void> {
  sandbox = await startSandbox({ cloud });
  project = new Project(sandbox);
}

afterEach(async () => {
  project.remove();
  await sandbox.close();
});

async function stranger(displayName: string): Promise<string> {
  const made = { displayName, active: true, entitlements: [{ value: "databricks-sql-access" }] };
  const { id, applicationId } = await adminCall<{ id: string; applicationId: string }>(
    sandbox,
    "POST",
    `${SCIM}/ServicePrincipals`,
    made,
  );
  await adminCall(sandbox, "POST", `${SCIM}/Groups`, { displayName: `${displayName}s`, members: [{ value: id }] });
  return applicationId;
}

/** Deploys, sees that a second deploy changes nothing, and tells what became of the workspace. */
async function deploy(entry: string): Promise<string[]> {
  const before = now;
  await project.deploy(`integrations: { dbt: { ${entry} } }`);
  now = take(sandbox);
  expect(await project.deploy()).toBe(UNCHANGED);
  return difference(before, now);
}

test("what was created and is adopted later stays, also when it goes in the same edit", async () => {
  await start("aws");
  const other = await stranger("stranger");
  now = take(sandbox);
  const created = "catalog: c, schema: s";
  const existing = "catalog: { existing: c }, schema: { existing: s }, warehouse: { existing: dbt }";
  await deploy(created);
  const own = [...sandbox.workspace.data.principals.values()].find(({ displayName }) => displayName === "dbt");
  if (own?.kind !== "servicePrincipal") throw new Error("no service principal was made");

  expect(await deploy(`${created}, principal: { existing: ${own.applicationId} }`)).toEqual([]);
  const gone = await deploy(`${existing}, principal: { existing: ${own.applicationId} }, absent: true`);
  expect(gone.filter((line) => !/^- (clientSecrets|grants)\./.test(line))).toEqual([]);

  const joined = `principal: { existing: ${other}, groups: [strangers] }, replaceGrants: true`;
  await deploy(`${existing}, ${joined}`);
  const left = await deploy(`${existing}, ${joined}, absent: true`);
  expect(left.filter((line) => !/^- (clientSecrets|grants)\./.test(line))).toEqual([]);
});

test("on Azure another principal is refused while the token of the first one is there, and leaves none behind", async () => {
  await start("azure");
  const [first, second] = [await stranger("first"), await stranger("second")];
  await adminSql(sandbox, ["CREATE CATALOG c", "CREATE SCHEMA c.s"]);
  now = take(sandbox);
  const before = now;
  const place = "catalog: { existing: c }, schema: { existing: s }";
  const as = (principal: string, more = "") =>
    deploy(`tool: clevertap, ${place}, warehouse: { existing: none }, principal: { existing: ${principal} }${more}`);
  await adminCall(sandbox, "POST", "/api/2.0/sql/warehouses", { name: "none", cluster_size: "2X-Small" });
  await as(first);
  await expect(as(second)).rejects.toThrow("cannot read token: the provider's client_secret is not known before apply");
  await as(first, ", absent: true");
  expect(await as(second)).toContain("+ accessTokens.of second");
  expect(difference(before, now).filter((line) => line.includes("of first"))).toEqual([]);
});
