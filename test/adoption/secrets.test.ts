import { type Sandbox, startSandbox } from "../../sandbox";
import { adminCall } from "../support/as-admin";
import { failures, Project } from "../support/project";
import { difference, take } from "../support/workspace-diff";

jest.setTimeout(240_000);

let sandbox: Sandbox;
let project: Project;

afterEach(async () => {
  project.remove();
  await sandbox.close();
});

async function start(cloud: "aws" | "azure" = "aws"): Promise<void> {
  sandbox = await startSandbox({ cloud });
  project = new Project(sandbox);
}

const secretsOf = (id: string) => `/api/2.0/accounts/servicePrincipals/${id}/credentials/secrets`;

async function fill(id: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made++) {
    ids.push((await adminCall<{ id: string }>(sandbox, "POST", secretsOf(id), { lifetime: "86400s" })).id);
  }
  return ids;
}

async function stranger(): Promise<string> {
  const made = { displayName: "etl", entitlements: [{ value: "databricks-sql-access" }] };
  return (await adminCall<{ id: string }>(sandbox, "POST", "/api/2.0/preview/scim/v2/ServicePrincipals", made)).id;
}

const oauth = (more: object) =>
  JSON.stringify({
    integrations: { r: { tool: "generic-reader", read: ["samples.nyctaxi"], credential: { kind: "oauth" }, ...more } },
  });

test.each(["existing", "import"])(
  "a principal with five secrets (%s) is refused before anything is made",
  async (how) => {
    await start();
    const id = await stranger();
    const secrets = await fill(id, 5);
    const before = take(sandbox);
    project.write(oauth({ principal: { [how]: id } }));
    const { code, stderr } = await project.synth();
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`integrations.r: etl (${id}); delete one that nobody uses`),
    ]);
    for (const each of secrets)
      expect(stderr).toContain(`databricks service-principal-secrets-proxy delete ${id} ${each}`);
    const doctor = await project.onramp("doctor");
    expect([doctor.code, doctor.stdout]).toEqual([
      1,
      expect.stringContaining("etl has 5 OAuth secrets, as many as it may"),
    ]);
    expect(difference(before, take(sandbox))).toEqual([]);

    await adminCall(sandbox, "DELETE", `${secretsOf(id)}/${secrets[0]}`);
    await project.deploy();
    expect(failures(await project.check())).toEqual([]);
    // Full again, and nothing more to make: neither refuses.
    expect(await project.synth()).toMatchObject({ code: 0 });
    expect((await project.onramp("doctor")).stdout).not.toContain("5 OAuth secrets");
  },
);

test("a new lifetime needs room as well, and the stack's own secret is not among those to delete", async () => {
  await start();
  await project.deploy(oauth({}));
  const { id } = [...sandbox.workspace.data.principals.values()].find(({ displayName }) => displayName === "r")!;
  const [own] = [...sandbox.workspace.data.clientSecrets.keys()];
  await fill(id, 4);
  project.write(oauth({ credential: { kind: "oauth", lifetimeDays: 30 } }));
  const { code, stderr } = await project.synth();
  expect([code, stderr]).toEqual([2, expect.stringContaining(`integrations.r: r (${id})`)]);
  expect(stderr).not.toContain(own);
});

test("on Azure a token is made with a secret, which needs room", async () => {
  await start("azure");
  const id = await stranger();
  await fill(id, 5);
  project.write(oauth({ credential: { kind: "pat" }, principal: { existing: id } }));
  expect(await project.synth()).toMatchObject({ code: 2, stderr: expect.stringContaining(`etl (${id})`) as string });
});

test("a token on AWS needs none", async () => {
  await start();
  const id = await stranger();
  await fill(id, 5);
  project.write(oauth({ credential: { kind: "pat" }, principal: { existing: id } }));
  expect(await project.synth()).toMatchObject({ code: 0 });
});
