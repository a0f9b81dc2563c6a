import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { StateLocation } from "../../lib/terraform/state-location";
import { refuseOccupied } from "../../lib/terraform/occupied";
import { provideTool } from "../../lib/terraform/tool";
import { resource, scratchFolder } from "../support/state-files";

jest.setTimeout(60_000);

const OURS = "https://ours.cloud.databricks.com";
const LOCAL = ".onramp/state/ours.cloud.databricks.com/onramp.tfstate";
const NOTE = "cdktf.out/stacks/onramp/.terraform/terraform.tfstate";
const CATALOG = resource("databricks_catalog", "c", { id: "c" });

let at: ReturnType<typeof scratchFolder>;
let server: Server;
let there: string | undefined;
let asked: number;
beforeEach(async () => {
  at = scratchFolder();
  asked = 0;
  server = createServer((_, response) => {
    asked += 1;
    response.writeHead(there === undefined ? 404 : 200, { "content-type": "application/json" }).end(there);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  at.remove();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function state(lineage: string, ...resources: object[]): string {
  const provider = 'provider["registry.terraform.io/databricks/databricks"]';
  const all = resources.map((each) => ({ ...each, provider }));
  return JSON.stringify({ version: 4, terraform_version: "1.10.0", serial: 1, lineage, outputs: {}, resources: all });
}

async function refuse(): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const folder = join(at.root, dirname(LOCAL));
  const location: StateLocation = {
    workspace: OURS,
    folder,
    backend: { kind: "http", address: `http://127.0.0.1:${port}` },
  };
  const { path: terraform } = await provideTool({ env: process.env, purpose: "sandbox" });
  await refuseOccupied(location, ["onramp"], join(at.root, "cdktf.out"), {
    env: process.env,
    project: at.root,
    terraform,
  });
}

/** A local state that the next `--migrate-state` moves. */
function toMove(): void {
  at.write(LOCAL, state("ours", CATALOG));
  at.write(NOTE, JSON.stringify({ backend: { type: "local", config: { path: LOCAL } } }));
}

test("a local state is not moved over the state of another project", async () => {
  toMove();
  there = state("theirs", CATALOG);
  const refused = refuse();
  await expect(refused).rejects.toMatchObject({ name: "StateError", exitCode: 2 });
  await expect(refused).rejects.toThrow(/cannot be moved to http: stack onramp has another state there; nothing was/);
});

test.each([
  ["nothing", undefined],
  ["a state that keeps nothing", state("theirs")],
  ["an older version of itself", state("ours", CATALOG)],
  ["what Terraform cannot read", "no state"],
])("it may be moved to where there is %s", async (_, text) => {
  toMove();
  there = text;
  await refuse();
  expect(asked).toBeGreaterThan(0);
});

test("the backend is not asked when nothing is about to move", async () => {
  there = state("theirs", CATALOG);
  at.write(LOCAL, state("ours", CATALOG));
  await refuse();
  expect(asked).toBe(0);
});
