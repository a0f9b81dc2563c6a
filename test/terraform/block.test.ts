import { join } from "node:path";
import { backendBlock } from "../../lib/terraform/backend-block";
import type { StateLocation } from "../../lib/terraform/state-location";
import type { BackendConfig } from "../../lib/config/resolved";

const HOST = "dbc-1.cloud.databricks.com";
const location = (backend: BackendConfig, workspace = `https://${HOST}`): StateLocation => ({
  workspace,
  folder: "/project/.onramp/state/x",
  backend,
});

test.each<[BackendConfig, object]>([
  [
    { kind: "s3", bucket: "states", region: "eu-west-1", prefix: "onramp" },
    {
      backend: {
        s3: { bucket: "states", region: "eu-west-1", key: `onramp/${HOST}/side.tfstate`, use_lockfile: true },
      },
    },
  ],
  [
    { kind: "s3", bucket: "states", region: "eu-west-1", kmsKeyId: "arn:aws:kms:eu-west-1:1:key/k" },
    {
      backend: {
        s3: {
          bucket: "states",
          region: "eu-west-1",
          key: `${HOST}/side.tfstate`,
          encrypt: true,
          kms_key_id: "arn:aws:kms:eu-west-1:1:key/k",
          use_lockfile: true,
        },
      },
    },
  ],
  [
    { kind: "azurerm", storageAccount: "states", container: "tf", resourceGroup: "rg" },
    {
      backend: {
        azurerm: {
          storage_account_name: "states",
          container_name: "tf",
          resource_group_name: "rg",
          key: `${HOST}/side.tfstate`,
        },
      },
    },
  ],
  [
    { kind: "gcs", bucket: "states", prefix: "onramp" },
    { backend: { gcs: { bucket: "states", prefix: `onramp/${HOST}/side` } } },
  ],
  [
    { kind: "cloud", organization: "acme", project: "data" },
    {
      cloud: { organization: "acme", workspaces: { name: "onramp-dbc-1_cloud_databricks_com-side", project: "data" } },
    },
  ],
  [
    { kind: "http", address: "https://states.example/tf" },
    {
      backend: {
        http: {
          address: `https://states.example/tf/${HOST}/side`,
          lock_address: `https://states.example/tf/${HOST}/side`,
          lock_method: "LOCK",
          unlock_address: `https://states.example/tf/${HOST}/side`,
          unlock_method: "UNLOCK",
        },
      },
    },
  ],
])("the state of a stack in %j has the host and the stack in its key", (backend, block) => {
  expect(backendBlock(location(backend), "side")).toEqual(block);
});

test.each([
  ["/project/cdktf.out/stacks/side", "../../../.onramp/state/x/side.tfstate"],
  ["/project/.build/out/stacks/side", "../../../../.onramp/state/x/side.tfstate"],
  [undefined, "/project/.onramp/state/x/side.tfstate"],
])("a local state's path seen from %s is %s", (folder, path) => {
  expect(backendBlock(location({ kind: "local" }), "side", folder)).toEqual({ backend: { local: { path } } });
});

test("names of HCP workspaces are within its rules and differ where hosts or stacks do", () => {
  const names = [
    ["https://a.example", "b"],
    ["https://a-b.example", "b"],
    ["https://a.b.example", "b"],
    ["https://localhost:8443", "b"],
    [`https://${"a".repeat(50)}.example`, "b".repeat(64)],
    [`https://${"a".repeat(50)}.example`, `${"b".repeat(63)}c`],
  ].map(([host, stack]) => {
    const block = backendBlock(location({ kind: "cloud", organization: "acme" }, host), stack!);
    return "cloud" in block ? (block.cloud.workspaces as { name: string }).name : "";
  });
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{1,90}$/);
  expect(new Set(names).size).toBe(names.length);
});

test("a relative path says nothing about the machine", () => {
  const project = join(process.cwd(), "p");
  const at: StateLocation = { folder: join(project, "state"), backend: { kind: "local" } };
  expect(JSON.stringify(backendBlock(at, "s", join(project, "out")))).not.toContain(process.cwd());
});
