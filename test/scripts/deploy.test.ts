import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cdktfDeploy, changesIn } from "../../scripts/demo/deploy";
import type { ExternalError } from "../../lib/report/errors";

let project: string;
beforeEach(() => (project = mkdtempSync(join(tmpdir(), "onramp-deploy-"))));
afterEach(() => rmSync(project, { recursive: true }));

/** Runs a deploy of a project whose cdktf is `script`. */
function deploy(script: string): ReturnType<typeof cdktfDeploy> {
  const folder = join(project, "node_modules", "cdktf-cli");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ bin: { cdktf: "cdktf" } }));
  writeFileSync(join(folder, "cdktf"), script);
  const env = { ...process.env, FORCE_COLOR: "1" };
  return cdktfDeploy({ project, output: join(project, "out"), env, signal: new AbortController().signal });
}

test("sums what Terraform says of every stack", () => {
  const output = [
    "one  Apply complete! Resources: 9 added, 1 changed, 0 destroyed.",
    "two  Apply complete! Resources: 3 added, 0 changed, 2 destroyed.",
  ];
  expect(changesIn(output.join("\n"))).toEqual({ added: 12, changed: 1, destroyed: 2 });
  expect(changesIn("nothing of that kind")).toEqual({ added: 0, changed: 0, destroyed: 0 });
});

test("runs the project's own cdktf for all stacks, into the given folder and without colours", async () => {
  const changes = await deploy(`
    const { CDKTF_HOME, CI, FORCE_COLOR, NO_COLOR } = process.env;
    const seen = { args: process.argv.slice(2), env: { CDKTF_HOME, CI, FORCE_COLOR, NO_COLOR } };
    require("fs").writeFileSync("seen.json", JSON.stringify(seen));
    console.log("\\u001b[32mApply complete!\\u001b[0m Resources: 1 added, 0 changed, 0 destroyed.");`);
  expect(changes).toEqual({ added: 1, changed: 0, destroyed: 0 });
  expect(JSON.parse(readFileSync(join(project, "seen.json"), "utf8"))).toEqual({
    args: ["deploy", "*", "--auto-approve", "--output", join(project, "out")],
    env: { CDKTF_HOME: join(project, "out", ".cdktf-home"), CI: "1", NO_COLOR: "1" },
  });
});

test("fails with the output from the first error on", async () => {
  const failure = await deploy(`
    console.log("Planning\\n\\none  Error: cannot create catalog\\none  Error: cannot create catalog\\n     no right");
    process.exitCode = 1`).catch((error: unknown) => error as ExternalError);
  expect(failure).toMatchObject({ exitCode: 3, message: "cdktf deploy failed with exit code 1; it said:" });
  expect((failure as ExternalError).fix.slice(0, 3)).toEqual([
    "one  Error: cannot create catalog",
    "     no right",
    "",
  ]);
});

test("fails when cdktf is not installed", async () => {
  const options = { project, output: "out", env: {}, signal: new AbortController().signal };
  await expect(cdktfDeploy(options)).rejects.toMatchObject({ exitCode: 3, fix: ["Run: npm ci"] });
});
