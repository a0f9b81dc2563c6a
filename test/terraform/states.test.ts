import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect, promisify } from "node:util";
import { interruptedRuns } from "../../lib/terraform/interrupted";
import { readStates, removeFromState, type StateOptions } from "../../lib/terraform/states";
import { strandedStacks } from "../../lib/terraform/state-file";
import { stateLocation } from "../../lib/terraform/state-location";
import type { BackendConfig } from "../../lib/config/resolved";
import { provideTool } from "../../lib/terraform/tool";
import { config, integration } from "../support/config-fixture";
import { startHttpStates, type HttpStates } from "../support/http-states";
import { resource, scratchFolder, stateText } from "../support/state-files";

const run = promisify(execFile);
const HOST = "dbc-1.cloud.databricks.com";
const STATES = `.onramp/state/${HOST}`;

let at: ReturnType<typeof scratchFolder>;
let options: StateOptions;
let terraform: string;
beforeAll(async () => {
  terraform = (await provideTool({ env: process.env, purpose: "sandbox" })).path;
});
beforeEach(() => {
  at = scratchFolder();
  options = { env: { ...process.env, TF_HTTP_RETRY_MAX: "0" }, project: at.root, terraform };
});
afterEach(() => at.remove());

const made = (backend: BackendConfig = { kind: "local" }) =>
  config({ backend, integrations: [integration("a"), integration("b", { stack: "side" })] });
const TOKEN = resource("databricks_token", "t", { id: "1", token_value: "stand-in-secret" }, { id: "0" });

describe("with the local backend", () => {
  beforeEach(() => {
    options = { ...options, terraform: "/no/such/program" };
  });

  test("reads what the states of all stacks hold, without Terraform", async () => {
    at.write(`${STATES}/onramp.tfstate`, stateText("x", TOKEN, { ...TOKEN, mode: "data", module: "module.m" }));
    at.write(`${STATES}/side.tfstate`, stateText("x", resource("databricks_schema", "s", { id: "c.s" })));
    const [token, data, schema] = await readStates(made(), options);
    expect(token).toMatchObject({ stack: "onramp", mode: "managed", type: "databricks_token" });
    expect(token!.instances.map(({ attributes }) => attributes.id)).toEqual(["1", "0"]);
    expect([token, data, schema].map((each) => each!.address)).toEqual([
      "databricks_token.t",
      "module.m.data.databricks_token.t",
      "databricks_schema.s",
    ]);
  });

  test("shows an attribute to who names it only, never in JSON or a log", async () => {
    at.write(`${STATES}/onramp.tfstate`, stateText("x", TOKEN));
    const resources = await readStates(made(), options);
    expect(resources[0]!.instances[0]!.attributes.token_value).toBe("stand-in-secret");
    expect(JSON.stringify(resources)).not.toContain("stand-in-secret");
    expect(inspect(resources, { depth: 9, showHidden: true })).not.toContain("stand-in-secret");
  });

  test("holds nothing before the first deploy, and also what a stack without an entry left", async () => {
    expect(await readStates(made(), options)).toEqual([]);
    at.write(`${STATES}/gone.tfstate`, stateText("x", TOKEN));
    at.write(`${STATES}/done.tfstate`, stateText("x"));
    expect((await readStates(made(), options)).map(({ stack }) => stack)).toEqual(["gone"]);
    const location = stateLocation(made(), {}, at.root);
    expect([...strandedStacks(location, ["onramp", "side"])]).toEqual([["gone", 1]]);
  });

  test("fails on a damaged state without quoting it", async () => {
    at.write(`${STATES}/side.tfstate`, stateText("x", TOKEN).slice(0, -3));
    const failed = readStates(made(), options);
    await expect(failed).rejects.toMatchObject({ exitCode: 2 });
    await expect(failed).rejects.not.toThrow(/stand-in/);
  });
});

describe("with an http backend", () => {
  let server: HttpStates;
  beforeEach(async () => {
    server = await startHttpStates();
  });
  afterEach(() => server.close());
  const remote = () => made({ kind: "http", address: server.address });

  /** As a deploy would have left it; Terraform itself writes it, with lock and lineage. */
  async function deploy(stack: string, ...resources: object[]): Promise<void> {
    const address = `${server.address}/${HOST}/${stack}`;
    const settings = { address, lock_address: address, unlock_address: address };
    const cwd = join(at.root, stack);
    at.write(`${stack}/b.tf.json`, JSON.stringify({ terraform: { backend: { http: settings } } }));
    const provider = 'provider["registry.terraform.io/databricks/databricks"]';
    const text = JSON.stringify({
      version: 4,
      terraform_version: "1.10.0",
      serial: 1,
      lineage: "l",
      outputs: {},
      resources: resources.map((each) => ({ ...each, provider })),
    });
    await run(terraform, ["init", "-input=false"], { cwd });
    await run(terraform, ["state", "push", at.write(`${stack}/pushed`, text)], { cwd });
  }

  test("pulls the states of all stacks and leaves nothing on the disk", async () => {
    await deploy("onramp", TOKEN);
    const tmp = process.env.TMPDIR;
    process.env.TMPDIR = join(at.write("tmp/x", ""), "..");
    try {
      const resources = await readStates(remote(), options);
      expect(resources.map(({ stack, address }) => [stack, address])).toEqual([["onramp", "databricks_token.t"]]);
      expect(resources[0]!.instances).toHaveLength(2);
      expect(readdirSync(process.env.TMPDIR)).toEqual(["x"]);
    } finally {
      if (tmp === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = tmp;
    }
  });

  test("forgets resources under the lock, and keeps the rest", async () => {
    await deploy("onramp", TOKEN, resource("databricks_schema", "s", { id: "c.s" }));
    await removeFromState(remote(), "onramp", ["databricks_schema.s"], options);
    expect((await readStates(remote(), options)).map(({ address }) => address)).toEqual(["databricks_token.t"]);
    expect(server.log.filter((line) => line.startsWith("LOCK"))).toHaveLength(2);
  });

  test("fails to forget what is not there, with Terraform's reason", async () => {
    await deploy("onramp", TOKEN);
    await expect(removeFromState(remote(), "onramp", ["databricks_schema.s"], options)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/stack onramp: .* could not change its state: .*No matching objects/) as string,
    });
    expect(await readStates(remote(), options)).toHaveLength(1);
  });

  test("fails with the backend's reason when it does not answer", async () => {
    await server.close();
    await expect(readStates(remote(), options)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/could not read its state: .*(refused|giving up)/) as string,
    });
  });
});

test("forgets in a local state, too, and keeps the last version", async () => {
  at.write("w/m.tf.json", JSON.stringify({ resource: { terraform_data: { a: {}, b: {} } } }));
  at.write(`${STATES}/x`, "");
  const state = join(at.root, STATES, "onramp.tfstate");
  await run(terraform, ["init"], { cwd: join(at.root, "w") });
  await run(terraform, ["apply", "-auto-approve", `-state=${state}`], { cwd: join(at.root, "w") });
  await removeFromState(made(), "onramp", ["terraform_data.a"], options);
  expect((await readStates(made(), options)).map(({ address }) => address)).toEqual(["terraform_data.b"]);
  expect(readFileSync(`${state}.backup`, "utf8")).toContain('"name": "a"');
});

test("a run that was killed is told by the note that Terraform left, until another one came to its end", async () => {
  const stack = { terraform: { backend: { local: { path: join(at.root, STATES, "onramp.tfstate") } } } };
  const slow = {
    a: { provisioner: { "local-exec": { command: `touch started; while [ -e started ]; do sleep 0.1; done` } } },
  };
  at.write(`${STATES}/x`, "");
  at.write("w/m.tf.json", JSON.stringify({ ...stack, resource: { terraform_data: slow } }));
  const cwd = join(at.root, "w");
  const location = stateLocation(made(), {}, at.root);
  await run(terraform, ["init"], { cwd });
  expect(interruptedRuns(location, ["onramp", "side"])).toEqual([]);

  const running = run(terraform, ["apply", "-auto-approve"], { cwd });
  running.catch(() => undefined);
  while (!existsSync(join(cwd, "started"))) await new Promise((resolve) => setTimeout(resolve, 20));
  running.child.kill("SIGKILL");
  await expect(running).rejects.toMatchObject({ signal: "SIGKILL" });
  expect(interruptedRuns(location, ["onramp", "side"])).toEqual([
    expect.objectContaining({ stack: "onramp", operation: "OperationTypeApply", who: expect.any(String) as string }),
  ]);

  at.write("w/m.tf.json", JSON.stringify({ ...stack, resource: { terraform_data: { a: {} } } }));
  await run(terraform, ["apply", "-auto-approve"], { cwd });
  expect(interruptedRuns(location, ["onramp", "side"])).toEqual([]);
});
