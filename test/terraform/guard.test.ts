import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guardStates } from "../../lib/terraform/guard";
import type { StateLocation } from "../../lib/terraform/state-location";
import { StateError } from "../../lib/terraform/state-error";
import type { BackendConfig } from "../../lib/config/resolved";
import { resource, scratchFolder, stateText } from "../support/state-files";

const OURS = "https://ours.cloud.databricks.com";
const STATES = ".onramp/state";
const STATE = `${STATES}/ours.cloud.databricks.com/onramp.tfstate`;
const S3: BackendConfig = { kind: "s3", bucket: "b", region: "r" };
const FULL = stateText(OURS, resource("databricks_catalog", "c", { name: "c" }));

let at: ReturnType<typeof scratchFolder>;
beforeEach(() => {
  at = scratchFolder();
});
afterEach(() => at.remove());

function guard({ workspace = OURS, backend = { kind: "local" } }: Partial<StateLocation> = {}): string[] {
  const folder = join(at.root, STATES, "ours.cloud.databricks.com");
  return guardStates({ workspace, folder, backend }, ["onramp"], join(at.root, "cdktf.out"));
}

test.each([
  ["this workspace", FULL],
  ["nothing deployed", JSON.stringify({ version: 4, outputs: {} })],
  ["an empty file, as an interrupted first run leaves it", ""],
])("lets a state of %s pass", (_, text) => {
  at.write(STATE, text);
  expect(guard()).toEqual([]);
});

test.each([{ kind: "local" } as const, S3])("lets a first run with %j pass", (backend) => {
  expect(guard({ backend })).toEqual([]);
});

test("says nothing where the workspace is not known before Terraform runs", () => {
  at.write(STATE, stateText("https://theirs.cloud.databricks.com"));
  const folder = join(at.root, STATES, "ours.cloud.databricks.com");
  expect(() => guardStates({ folder, backend: { kind: "local" } }, ["onramp"], at.root)).not.toThrow();
});

test.each(["https://theirs.cloud.databricks.com", "sandbox:f00d"])(
  "refuses the state of %s, names both workspaces and leaves the file as it is",
  (theirs) => {
    const text = stateText(theirs);
    const file = at.write(STATE, text);
    expect(() => guard()).toThrow(StateError);
    expect(() => guard()).toThrow(new RegExp(`nothing was changed[^]*${theirs}[^]*${OURS}[^]*move the file away`));
    expect(readFileSync(file, "utf8")).toBe(text);
  },
);

test("refuses a state file that is cut short, quotes nothing of it and says where its copy is", () => {
  const file = at.write(STATE, FULL.slice(0, -20));
  expect(() => guard()).toThrow(/is no Terraform state: it is not valid JSON[^]*onramp\.tfstate\.backup/);
  expect(() => guard()).not.toThrow(/databricks_catalog/);
  expect(readFileSync(file, "utf8")).toBe(FULL.slice(0, -20));
});

test("refuses an empty state file whose copy is not empty, and says where the copy is", () => {
  at.write(STATE, "");
  at.write(`${STATE}.backup`, FULL);
  expect(() => guard()).toThrow(
    /onramp\.tfstate is empty, and its copy is not; nothing[^]*put .*onramp\.tfstate\.backup/,
  );
});

test.each([{ kind: "local" } as const, S3])(
  "refuses with %j to go on past a state that could not be saved",
  (backend) => {
    const file = at.write("cdktf.out/stacks/onramp/errored.tfstate", FULL);
    expect(() => guard({ backend })).toThrow(StateError);
    expect(() => guard({ backend })).toThrow(
      /could not save; nothing was changed[^]*stacks\/onramp state push errored\.tfstate[^]*force-unlock ID[^]*rm \S+errored/,
    );
    expect(readFileSync(file, "utf8")).toBe(FULL);
  },
);

test("refuses a state that cannot be read", () => {
  at.write(`${STATES}/ours.cloud.databricks.com`, "x");
  expect(() => guard()).toThrow(/cannot be read: ENOTDIR/);
});

test("refuses to start anew beside the state from when the host was not known, and says how to take it along", () => {
  const old = at.write(`${STATES}/unconfigured-workspace/onramp.tfstate`, FULL);
  expect(() => guard()).toThrow(/from when its host was not known[^]*mkdir -p .* && mv .*unconfigured-workspace/);
  expect(existsSync(old)).toBe(true);
  expect(() => guard({ workspace: "https://theirs.cloud.databricks.com" })).not.toThrow();
});

test("names a stack that the config has no more, though its state keeps something", () => {
  at.write(STATE, FULL);
  at.write(`${STATES}/ours.cloud.databricks.com/side.tfstate`, FULL);
  at.write(`${STATES}/ours.cloud.databricks.com/done.tfstate`, stateText(OURS));
  expect(guard()).toEqual([expect.stringMatching(/^stack side is in the config no more.*1 resource;.*absent: true/)]);
});

describe("a remote backend with a state file of before", () => {
  const note = (backend: object) =>
    at.write("cdktf.out/stacks/onramp/.terraform/terraform.tfstate", JSON.stringify({ version: 3, backend }));

  test("refuses while Terraform does not know that the state was local, with the steps that move it", () => {
    const file = at.write(STATE, FULL);
    expect(() => guard({ backend: S3 })).toThrow(
      /keeps 1 resource of stack onramp, and backend\.kind is s3[^]*kind: local[^]*--migrate-state[^]*move the file out/,
    );
    expect(readFileSync(file, "utf8")).toBe(FULL);
  });

  test("leaves the move to Terraform where it knows, and names the command", () => {
    at.write(STATE, FULL);
    note({ type: "local", config: {} });
    expect(guard({ backend: S3 })).toEqual([
      expect.stringMatching(/to move them to s3: npx cdktf deploy onramp --migrate-state/),
    ]);
  });

  test("asks to clear up after the move", () => {
    at.write(STATE, FULL);
    note({ type: "s3", config: {} });
    expect(guard({ backend: S3 })).toEqual([expect.stringMatching(/move the file out of the project/)]);
  });

  test("says nothing about a state file that keeps nothing", () => {
    at.write(STATE, stateText(OURS));
    expect(guard({ backend: S3 })).toEqual([]);
  });
});
