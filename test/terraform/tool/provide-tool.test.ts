import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { provideTool, type ToolchainError, type ToolRequest } from "../../../lib/terraform/tool";
import { scratchFolder, startSite, writeTool, type Site } from "../../support/stand-in-release";

let folder: string;
let bin: string;
let site: Site;
let request: ToolRequest;
let notes: string[];

beforeEach(async () => {
  folder = scratchFolder();
  bin = join(folder, "bin");
  site = await startSite();
  notes = [];
  // tar and sh of the system stay on the PATH, its terraform does not.
  const env = { PATH: `${bin}:/bin`, HOME: folder, XDG_CACHE_HOME: folder, ONRAMP_TOFU_MIRROR: site.mirror };
  request = { env, purpose: "sandbox", note: (line) => notes.push(line), release: site.release };
});

afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

const failureOf = (wanted: ToolRequest): Promise<ToolchainError> =>
  provideTool(wanted).then(
    () => Promise.reject(new Error("a tool was provided")),
    (error: ToolchainError) => error,
  );

describe("takes what is installed", () => {
  test("terraform before tofu", async () => {
    const path = writeTool(bin, "terraform", "Terraform v1.11.4");
    writeTool(bin, "tofu", "OpenTofu v1.12.6");
    expect(await provideTool(request)).toEqual({ path, product: "Terraform", version: [1, 11, 4] });
    expect(site.requests).toEqual([]);
  });

  test("tofu where there is no terraform, also of exactly the oldest version", async () => {
    const path = writeTool(bin, "tofu", "OpenTofu v1.10.0");
    expect(await provideTool({ ...request, purpose: "workspace" })).toMatchObject({ path, product: "OpenTofu" });
  });

  test("TERRAFORM_BINARY_NAME before all, as a path or as a name", async () => {
    writeTool(bin, "terraform", "Terraform v1.11.4");
    const path = writeTool(bin, "mine", "OpenTofu v1.11.0-beta1");
    for (const named of [path, "mine"]) {
      const env = { ...request.env, TERRAFORM_BINARY_NAME: named };
      expect(await provideTool({ ...request, env })).toEqual({ path, product: "OpenTofu", version: [1, 11, 0] });
    }
  });
});

describe("with nothing usable installed", () => {
  test("fetches for the sandbox, and says so", async () => {
    expect(await provideTool(request)).toMatchObject({ product: "OpenTofu", version: [1, 12, 6] });
    expect(notes).toEqual(["no Terraform found: fetching OpenTofu 1.12.6 (about 35 MB, once)"]);
    await provideTool(request);
    expect(notes).toHaveLength(1);
  });

  test("leaves a terraform that is too old alone in the sandbox", async () => {
    writeTool(bin, "terraform", "Terraform v1.5.7");
    expect(await provideTool(request)).toMatchObject({ product: "OpenTofu" });
    expect(notes[0]).toMatch(/^Terraform 1\.5\.7 at .* is too old and is left alone$/);
  });

  test("refuses for a workspace, with what to install and the way to allow a download", async () => {
    const failure = await failureOf({ ...request, purpose: "workspace" });
    expect(failure.message).toContain("--yes fetches OpenTofu 1.12.6");
    expect(failure.fix.length).toBeGreaterThan(1);
    expect(site.requests).toEqual([]);
  });

  test("fetches for a workspace after --yes", async () => {
    expect(await provideTool({ ...request, purpose: "workspace", yes: true })).toMatchObject({ product: "OpenTofu" });
  });

  test("refuses a terraform that is too old for a workspace, --yes or not", async () => {
    writeTool(bin, "terraform", "Terraform v1.5.7");
    const failure = await failureOf({ ...request, purpose: "workspace", yes: true });
    expect(failure.message).toMatch(/^Terraform 1\.5\.7 at .* is too old: 1\.10\.0 or newer is needed\.$/);
  });
});

test.each([
  ["a name that is nowhere", "nowhere", /names nowhere, which is no program/],
  ["a program of another kind", "/bin/true", /names \/bin\/true, which is neither Terraform nor OpenTofu/],
])("refuses %s in TERRAFORM_BINARY_NAME, without looking further", async (_what, named, message) => {
  writeTool(bin, "terraform", "Terraform v1.11.4");
  const failure = await failureOf({ ...request, env: { ...request.env, TERRAFORM_BINARY_NAME: named } });
  expect(failure.message).toMatch(message);
});

describe("the fetched tool on a state", () => {
  const stateOf = (version: string, registry?: string): string => {
    const file = join(folder, "terraform.tfstate");
    const provider = `provider["${registry}/databricks/databricks"]`;
    const resources = registry === undefined ? [] : [{ type: "databricks_catalog", provider }];
    writeFileSync(file, JSON.stringify({ version: 4, terraform_version: version, resources }));
    return file;
  };
  const onState = (file: string): ToolRequest => ({ ...request, purpose: "workspace", yes: true, states: [file] });

  test.each<[string, string, string, string | undefined]>([
    ["of OpenTofu of the same version", "used", "1.12.6", "registry.opentofu.org"],
    ["of an older OpenTofu", "used", "1.8.0", "registry.opentofu.org"],
    ["without resources", "used", "1.5.0", undefined],
    ["of Terraform", "refused", "1.11.4", "registry.terraform.io"],
    ["of a newer OpenTofu", "refused", "1.13.0", "registry.opentofu.org"],
  ])("%s is %s", async (_which, outcome, version, registry) => {
    const file = stateOf(version, registry);
    if (outcome === "used") {
      expect(await provideTool(onState(file))).toMatchObject({ product: "OpenTofu" });
    } else {
      const failure = await failureOf(onState(file));
      expect(failure.message).toContain(`OpenTofu 1.12.6 is not used on the state ${file}: it was written by`);
      expect(site.requests).toEqual([]);
    }
  });

  test("that does not exist yet is used", async () => {
    expect(await provideTool(onState(join(folder, "none.tfstate")))).toMatchObject({ product: "OpenTofu" });
  });

  test("refuses one that is no JSON", async () => {
    const file = join(folder, "terraform.tfstate");
    writeFileSync(file, "half a sta");
    expect((await failureOf(onState(file))).message).toContain("cannot be read as a Terraform state");
  });
});
