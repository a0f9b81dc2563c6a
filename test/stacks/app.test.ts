import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { synthesize } from "../../stacks";

let project: string;
let before: string;
beforeEach(() => {
  before = process.cwd();
  project = mkdtempSync(join(tmpdir(), "onramp-app-"));
  process.chdir(project);
});
afterEach(() => {
  process.chdir(before);
  rmSync(project, { recursive: true });
});

const env = { DATABRICKS_HOST: "https://dbc-1.cloud.databricks.com" };
const synthesized = (stack: string) =>
  JSON.parse(readFileSync(join(project, "cdktf.out", "stacks", stack, "cdk.tf.json"), "utf8")) as object;

test("stacks of one's own stand beside those of onramp.yaml", async () => {
  writeFileSync("onramp.yaml", "integrations: { clevertap: { catalog: sales, schema: events } }\n");
  await synthesize({
    env,
    also: (app) => {
      const stack = new TerraformStack(app, "mine");
      new LocalBackend(stack, { path: "mine.tfstate" });
      new TerraformOutput(stack, "said", { value: "hello" });
    },
  });
  expect(synthesized("mine")).toHaveProperty("output.said.value", "hello");
  expect(synthesized("onramp")).toHaveProperty("resource.databricks_catalog");
});

test("a wrong onramp.yaml is told to the caller, and nothing is written", async () => {
  writeFileSync("onramp.yaml", "integrations: { clevertap: { catalogue: sales } }\n");
  await expect(synthesize({ env })).rejects.toMatchObject({ exitCode: 2 });
  expect(existsSync("cdktf.out")).toBe(false);
});
