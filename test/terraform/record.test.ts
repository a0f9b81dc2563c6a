import { existsSync } from "node:fs";
import { join } from "node:path";
import { backendBlock } from "../../lib/terraform/backend-block";
import type { StateLocation } from "../../lib/terraform/state-location";
import { forgetOtherWorkspace } from "../../lib/terraform/recorded-backend";
import type { BackendConfig } from "../../lib/config/resolved";
import { scratchFolder } from "../support/state-files";

let at: ReturnType<typeof scratchFolder>;
beforeEach(() => {
  at = scratchFolder();
});
afterEach(() => at.remove());

const OURS = "https://ours.example";
const THEIRS = "https://theirs.example";
const BACKENDS: readonly BackendConfig[] = [
  { kind: "local" },
  { kind: "s3", bucket: "b", region: "r", prefix: "p" },
  { kind: "azurerm", storageAccount: "a", container: "c" },
  { kind: "gcs", bucket: "b" },
  { kind: "cloud", organization: "o" },
  { kind: "http", address: "https://states.example" },
];
const pairs = BACKENDS.flatMap((from) => BACKENDS.map((to) => [from, to] as const));

const location = (workspace: string | undefined, backend: BackendConfig): StateLocation => {
  const name = workspace?.startsWith("https://") ? new URL(workspace).host : "unconfigured-workspace";
  const folder = workspace?.startsWith("sandbox:") ? join(at.root, workspace, "terraform") : join(at.root, name);
  return { ...(workspace && { workspace }), folder, backend };
};

/** What Terraform notes after `init`, settings that were not given included; whether the next run keeps it. */
function keptAfter(from: StateLocation, to: StateLocation): boolean {
  const block = backendBlock(from, "onramp", join(at.root, "out/stacks/onramp"));
  const [type, config] = "cloud" in block ? ["cloud", block.cloud] : Object.entries(block.backend)[0]!;
  const note = at.write(
    "out/stacks/onramp/.terraform/terraform.tfstate",
    JSON.stringify({ version: 3, backend: { type, config: { workspace_dir: null, ...config }, hash: 1 } }),
  );
  forgetOtherWorkspace(join(at.root, "out"), to, "onramp");
  return existsSync(note);
}

test.each(pairs)("keeps the note when one workspace's state moves from %j to %j", (from, to) => {
  expect(keptAfter(location(OURS, from), location(OURS, to))).toBe(true);
});

test.each(pairs)("forgets the note of another workspace, from %j to %j", (from, to) => {
  expect(keptAfter(location(THEIRS, from), location(OURS, to))).toBe(false);
});

test.each(BACKENDS)("forgets the note of a sandbox for %j, and the other way round", (backend) => {
  const box = location("sandbox:a", { kind: "local" });
  expect(keptAfter(box, location(OURS, backend))).toBe(false);
  expect(keptAfter(location(OURS, backend), box)).toBe(false);
});

test("keeps the note of the same sandbox only, and of a workspace that nothing names", () => {
  const local: BackendConfig = { kind: "local" };
  expect(keptAfter(location("sandbox:a", local), location("sandbox:a", local))).toBe(true);
  expect(keptAfter(location("sandbox:a", local), location("sandbox:b", local))).toBe(false);
  expect(keptAfter(location(undefined, local), location(undefined, local))).toBe(true);
  expect(keptAfter(location(undefined, local), location(OURS, local))).toBe(false);
});

test("leaves what it cannot read to Terraform, and needs no note", () => {
  const ours = location(OURS, { kind: "local" });
  expect(() => forgetOtherWorkspace(join(at.root, "out"), ours, "onramp")).not.toThrow();
  const note = at.write("out/stacks/onramp/.terraform/terraform.tfstate", "{");
  forgetOtherWorkspace(join(at.root, "out"), ours, "onramp");
  expect(existsSync(note)).toBe(true);
});
