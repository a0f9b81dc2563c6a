import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardState, StateError } from "../../stacks/state-guard";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onramp-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const OURS = "https://ours.cloud.databricks.com";
const guard = (workspace: string | undefined = OURS) => guardState({ workspace, folder }, "onramp");

function write(text: string): string {
  const file = join(folder, "onramp.tfstate");
  writeFileSync(file, text);
  return file;
}

const stateOf = (workspace: unknown) => JSON.stringify({ version: 4, outputs: { workspace: { value: workspace } } });

test.each([
  ["this workspace", stateOf(OURS)],
  ["nothing deployed", JSON.stringify({ version: 4, outputs: {} })],
  ["an empty file, as an interrupted first run leaves it", ""],
])("lets a state of %s pass", (_, text) => {
  write(text);
  expect(() => guard()).not.toThrow();
});

test("lets a first run pass", () => {
  expect(() => guard()).not.toThrow();
});

test("says nothing where the workspace is not known before Terraform runs", () => {
  write(stateOf("https://theirs.cloud.databricks.com"));
  expect(() => guardState({ folder }, "onramp")).not.toThrow();
});

test.each(["https://theirs.cloud.databricks.com", "sandbox:f00d"])(
  "refuses the state of %s, names both workspaces and leaves the file as it is",
  (theirs) => {
    const text = stateOf(theirs);
    const file = write(text);
    expect(() => guard()).toThrow(StateError);
    expect(() => guard()).toThrow(new RegExp(`nothing was changed[^]*${theirs}[^]*${OURS}[^]*move the file away`));
    expect(readFileSync(file, "utf8")).toBe(text);
  },
);

test("refuses a state file that is cut short, and says where its copy is", () => {
  const file = write(stateOf(OURS).slice(0, 20));
  expect(() => guard()).toThrow(/is no Terraform state: it is not valid JSON[^]*onramp\.tfstate\.backup/);
  expect(readFileSync(file, "utf8")).toHaveLength(20);
});

test("refuses a state that cannot be read", () => {
  expect(() => guardState({ workspace: OURS, folder: join(write("x"), "sub") }, "onramp")).toThrow(
    /cannot be read: ENOTDIR/,
  );
});
