import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { WorkspaceProvider } from "../../constructs";
import type { Sandbox } from "../../sandbox";
import { provideTool } from "../../lib/terraform/tool";

const run = promisify(execFile);

/** Puts something into a stack. */
export type Program = (stack: TerraformStack, workspace: WorkspaceProvider) => void;

interface Planned {
  readonly address: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: unknown };
}

/** The real Terraform with the embedded provider, for one stack whose program may change from run to run. */
export async function terraform(sandbox: Sandbox, folder: string) {
  const env = { ...process.env, ...sandbox.environment };
  const { path } = await provideTool({ env, purpose: "sandbox" });
  const outdir = join(folder, "cdktf.out");
  const call = async (command: string, ...args: string[]) => {
    const cwd = join(outdir, "stacks", "test");
    try {
      return (await run(path, [command, "-no-color", ...args], { cwd, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
    } catch (error) {
      // Messages come in a frame and wrapped.
      const { stderr } = error as { stderr: string };
      throw new Error(`terraform ${command}: ${stderr.replace(/[│╷╵\s]+/g, " ")}`, { cause: error });
    }
  };
  let ready = false;

  async function write(program: Program): Promise<void> {
    const app = new App({ stackTraces: false, outdir });
    const stack = new TerraformStack(app, "test");
    new LocalBackend(stack, { path: join(folder, "test.tfstate") });
    program(stack, new WorkspaceProvider(stack, "databricks", { host: sandbox.url, cloud: sandbox.cloud }));
    app.synth();
    if (!ready) await call("init", "-input=false");
    ready = true;
  }

  return {
    /** Every change as `action type`, imports as `import type` or `import and update type`; sorted. */
    plan: async (program: Program): Promise<string[]> => {
      await write(program);
      await call("plan", "-input=false", "-out=plan");
      const { resource_changes: changes = [] } = JSON.parse(await call("show", "-json", "plan")) as {
        resource_changes?: Planned[];
      };
      return changes.flatMap(described).sort();
    },
    /** What was planned last. */
    apply: () => call("apply", "-input=false", "plan"),
    outputs: async (): Promise<Record<string, unknown>> => {
      const found = JSON.parse(await call("output", "-json")) as Record<string, { value: unknown }>;
      return Object.fromEntries(Object.entries(found).map(([name, { value }]) => [name, value]));
    },
    destroy: async (program: Program): Promise<void> => {
      await write(program);
      await call("destroy", "-input=false", "-auto-approve");
    },
  };
}

function described({ address, change: { actions, importing } }: Planned): string[] {
  const type = address.replace(/\..*/, "");
  const action = actions.join(" and ");
  if (importing) return [`import${action === "no-op" ? "" : ` and ${action}`} ${type}`];
  return ["no-op", "read"].includes(action) ? [] : [`${action} ${type}`];
}
