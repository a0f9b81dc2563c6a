import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Sandbox, startSandbox } from "../../sandbox";
import { moveIn } from "../adoption/strangers";
import { printed } from "../support/processes";
import { failures, Project } from "../support/project";
import { difference, take } from "../support/workspace-diff";

/** Folder that `terraform providers mirror` has filled: without it these tests are skipped. */
const MIRROR = process.env.ONRAMP_PROVIDER_MIRROR;

const UNCHANGED = "Resources: 0 added, 0 changed, 0 destroyed.";

jest.setTimeout(240_000);

(MIRROR === undefined ? describe.skip : describe)("the provider of the registry", () => {
  let sandbox: Sandbox;
  let project: Project;
  let configuration: string;
  let folder: string;
  let yaml: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "onramp-mirror-"));
    configuration = join(folder, "terraformrc");
    const mirror = `filesystem_mirror { path = ${JSON.stringify(resolve(MIRROR!))} }`;
    writeFileSync(configuration, `provider_installation {\n  ${mirror}\n}\n`);
    sandbox = await startSandbox();
    project = new Project(sandbox);
    const { adoptable, warehouseId, clusterId, workspaceId } = await moveIn(sandbox);
    yaml = `
catalogs:
  marketing: { existing: marketing }
warehouses:
  reporting: { existing: reporting, viaGroup: reporting-users }
integrations:
  clevertap: { catalog: clevertap_catalog, schema: clevertap_schema }
  kater: { read: [sales], warehouse: { existing: ${warehouseId}, viaGroup: reporting-users } }
  qualytics:
    read: [sales.crm]
    enrichment: { catalog: marketing, schema: quality }
    warehouse: { cluster: ${clusterId}, workspaceId: ${workspaceId} }
    principal: { groups: [cluster-users] }
  dbt: { catalog: marketing, schema: dbt, read: [sales.web], principal: { existing: ${adoptable[0]} }, warehouse: reporting }
  writer: { tool: generic-writer, catalog: { name: own, alsoIn: [12345] }, schema: writer }
`;
  });

  afterEach(async () => {
    project.remove();
    rmSync(folder, { recursive: true });
    await sandbox.close();
  });

  /** From now on Terraform runs the one provider or the other. */
  function use(provider: "embedded" | "registry"): void {
    const { TF_REATTACH_PROVIDERS } = sandbox.environment;
    Object.assign(project.env, {
      TF_REATTACH_PROVIDERS: provider === "embedded" ? TF_REATTACH_PROVIDERS : undefined,
      TF_CLI_CONFIG_FILE: provider === "embedded" ? undefined : configuration,
    });
  }

  test("deploys, works, and destroys without a trace", async () => {
    const before = take(sandbox);
    use("registry");
    expect(await project.deploy(yaml)).toMatch(/[1-9]\d* added, 0 changed, 0 destroyed/);
    expect(failures(await project.check())).toEqual([]);
    expect(await project.deploy()).toBe(UNCHANGED);
    await printed(project.terraform("destroy", "-input=false", "-auto-approve"));
    expect(difference(before, take(sandbox))).toEqual([]);
  });

  test("finds nothing to change in what the embedded one has deployed, and the other way round", async () => {
    use("embedded");
    await project.deploy(yaml);
    use("registry");
    expect(await project.deploy()).toBe(UNCHANGED);
    await printed(project.terraform("apply", "-refresh-only", "-input=false", "-auto-approve"));
    use("embedded");
    expect(await project.deploy()).toBe(UNCHANGED);
  });
});
