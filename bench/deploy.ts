import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cdktfDeploy } from "../scripts/demo/deploy";
import { runCaptured } from "../scripts/cli/process";
import { writeIntegrations } from "./integrations";
import { median } from "./measure";
import { onNewSandbox, signal } from "./sandbox-session";
import { ms, printTable, ratio } from "./table";

const ROUNDS = 3;

/** `cdktf deploy` against plain `terraform init` and `apply` of the JSON it made, each on a new sandbox. */
export async function benchDeploy(project: string, folder: string): Promise<void> {
  const rows: string[][] = [];
  for (const count of [1, 20]) {
    const config = writeIntegrations(folder, count);
    const cdktf: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const output = mkdtempSync(join(folder, "out-"));
      cdktf.push(await timedOnSandbox(config, output, (env) => cdktfDeploy({ project, output, env, signal })));
      plain.push(await timedOnSandbox(config, output, (env) => terraformApply(output, env)));
    }
    rows.push([String(count), ms(median(cdktf)), ms(median(plain)), ratio(median(cdktf), median(plain))]);
  }
  printTable(
    `Deploy to a new sandbox, median of ${ROUNDS}`,
    ["integrations", "cdktf deploy", "terraform init + apply", "cdktf/terraform"],
    rows,
  );
}

function timedOnSandbox(config: string, output: string, work: (env: NodeJS.ProcessEnv) => Promise<unknown>) {
  return onNewSandbox(config, output, async (env) => {
    const begin = performance.now();
    await work(env);
    return performance.now() - begin;
  });
}

/** The same JSON, pointed at this sandbox: its host and its state. */
async function terraformApply(output: string, env: NodeJS.ProcessEnv): Promise<void> {
  const cwd = join(output, "stacks", "onramp");
  const file = join(cwd, "cdk.tf.json");
  const host = `"host": "${env.DATABRICKS_HOST}"`;
  writeFileSync(file, readFileSync(file, "utf8").replace(/"host": "https:\/\/localhost:\d+"/, host));
  const state = join(env.ONRAMP_SANDBOX_STATE!, "onramp.tfstate");
  for (const args of [
    ["init", "-input=false", "-reconfigure", `-backend-config=path=${state}`],
    ["apply", "-input=false", "-auto-approve"],
  ]) {
    const { code, output: said } = await runCaptured(env.TERRAFORM_BINARY_NAME!, args, { cwd, env, signal });
    if (code !== 0) throw new Error(`terraform ${args[0]} ended with ${code}:\n${said}`);
  }
}
