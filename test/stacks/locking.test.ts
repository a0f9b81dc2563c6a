import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../lib/config";
import { startSandbox, type Sandbox } from "../../sandbox";
import { startHttpStates, type HttpStates } from "../support/http-states";
import { Checkout } from "../support/checkout";

let folder: string;
let sandbox: Sandbox;
let server: HttpStates;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "onramp-locking-"));
  [sandbox, server] = await Promise.all([startSandbox(), startHttpStates()]);
});
afterEach(async () => {
  await Promise.all([sandbox.close(), server.close()]);
  rmSync(folder, { recursive: true });
});

/** A machine that deploys these integrations to what is, without the sandbox's variables, a real workspace. */
async function machine(name: string, ...integrations: readonly string[]): Promise<Checkout> {
  const env = { ...process.env, ...sandbox.environment };
  delete env.ONRAMP_SANDBOX;
  const input = {
    workspace: { cloud: "aws" },
    backend: { kind: "http", address: server.address },
    integrations: Object.fromEntries(integrations.map((each) => [each, { tool: "kater", read: ["samples.tpch"] }])),
  };
  writeFileSync(join(folder, "onramp.yaml"), JSON.stringify(input));
  const checkout = new Checkout(join(folder, name), env);
  checkout.synth(loadConfig({ cwd: folder, env }).config);
  await checkout.terraform("init", "-input=false");
  return checkout;
}

const apply = (checkout: Checkout, ...options: readonly string[]) =>
  checkout.terraform("apply", "-input=false", "-no-color", "-auto-approve", ...options);

/** Display names of what both the state and the workspace know; anything that only one knows is an error. */
function deployed(): string[] {
  const [text = "{}", ...others] = server.states.values();
  expect(others).toEqual([]);
  const { resources } = JSON.parse(text) as {
    resources: { type: string; instances: { attributes: Record<string, string> }[] }[];
  };
  const managed = resources
    .filter(({ type }) => type === "databricks_service_principal")
    .flatMap(({ instances }) => instances.map(({ attributes }) => attributes.display_name ?? ""));
  const { principals } = sandbox.workspace.data;
  const there = [...principals.values()].filter(({ kind }) => kind === "servicePrincipal");
  expect(managed.sort()).toEqual(there.map(({ displayName }) => displayName).sort());
  return managed;
}

test("of two applies at once one waits, and then adds to what the other one made", async () => {
  const [first, second] = [await machine("first", "a"), await machine("second", "a", "b")];
  server.holdWritesUntil = "LOCK 423";
  const running = apply(first);
  while (!server.log.includes("LOCK 200")) await new Promise((resolve) => setTimeout(resolve, 10));
  const waiting = apply(second, "-lock-timeout=60s");
  expect(await running).toMatch(/Apply complete! Resources: [1-9]\d* added, 0 changed, 0 destroyed/);
  expect(await waiting).toMatch(/Apply complete! Resources: [1-9]\d* added, 0 changed, 0 destroyed/);
  expect(deployed()).toEqual(["a", "b"]);
});

test("without patience the second one is refused with who holds the lock, and nothing is lost", async () => {
  const [first, second] = [await machine("first", "a"), await machine("second", "b")];
  server.holdWritesUntil = "LOCK 423";
  const running = apply(first);
  while (!server.log.includes("LOCK 200")) await new Promise((resolve) => setTimeout(resolve, 10));
  await expect(apply(second)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/Error acquiring the state lock[^]*OperationTypeApply/) as string,
  });
  await running;
  expect(deployed()).toEqual(["a"]);
});
