import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../lib/config";
import { startSandbox, type Sandbox } from "../../sandbox";
import { Checkout } from "../support/checkout";

/*
 * People's states outlive versions of the kit. This one was written by a version of November 2026; it is never written
 * anew: a change that this test refuses would replace or delete resources of everybody who deployed before.
 */

const FIXTURES = join(__dirname, "fixtures");
const STATE = join(FIXTURES, "deployed.tfstate.json");

interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

let folder: string;
let sandbox: Sandbox;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onramp-deployed-"));
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

test("what was deployed by an earlier version plans no change of any resource", async () => {
  const state = JSON.parse(readFileSync(STATE, "utf8")) as {
    outputs: { workspace: { value: string } };
    resources: { mode: string; type: string }[];
  };
  const env = {
    ...process.env,
    ...sandbox.environment,
    ONRAMP_CONFIG: join(FIXTURES, "deployed.yaml"),
    ONRAMP_SANDBOX: state.outputs.workspace.value.replace("sandbox:", ""),
    ONRAMP_SANDBOX_CLOUD: "aws",
    ONRAMP_SANDBOX_STATE: join(folder, "terraform"),
  };
  mkdirSync(env.ONRAMP_SANDBOX_STATE);
  copyFileSync(STATE, join(env.ONRAMP_SANDBOX_STATE, "onramp.tfstate"));
  const checkout = new Checkout(folder, env);
  checkout.synth(loadConfig({ cwd: folder, env }).config);
  await checkout.terraform("init", "-input=false");
  // The workspace of that day is gone; what the state says of it stands.
  await checkout.terraform("plan", "-input=false", "-refresh=false", "-out=plan");
  const { resource_changes: changes } = JSON.parse(await checkout.terraform("show", "-json", "plan")) as Plan;

  const managed = state.resources.filter(({ mode }) => mode === "managed");
  expect(new Set(managed.map(({ type }) => type)).size).toBeGreaterThanOrEqual(8);
  expect(changes.filter(({ change }) => change.actions.join() !== "read").length).toBeGreaterThanOrEqual(
    managed.length,
  );
  expect(
    changes
      .filter(({ change }) => !["no-op", "read"].includes(change.actions.join()))
      .map(({ address, change }) => `${change.actions.join()} ${address}`),
  ).toEqual([]);
});
