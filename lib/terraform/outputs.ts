import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { connectionSchema, OUTPUTS, type Connection } from "./connection";
import { Secret } from "../databricks/secret";
import { ServiceError } from "../databricks/http/service-error";
import type { BackendBlock } from "./backend-block";
import { unescapeInterpolation } from "./escape-interpolation";
import { printedJson } from "./printed-json";
import { terraformInScratch } from "./scratch";
import { absentOutputs, absentResources } from "./unfinished";
import { UsageError } from "../report/errors";
import { onramp } from "../command-line";

/** What one deployed stack put out. */
export interface StackOutputs {
  readonly stack: string;
  /** The host URL, or `sandbox:<id>`. */
  readonly workspace: string;
  /** By integration. */
  readonly connections: ReadonlyMap<string, Connection>;
  /** Token or client secret by integration. */
  readonly secrets: ReadonlyMap<string, Secret>;
}

export interface ReadStacksOptions {
  /** `cdktf.out`. */
  readonly outDir: string;
  /** Path of terraform or tofu. */
  readonly terraform: string;
  readonly env: NodeJS.ProcessEnv;
  /** The workspace at hand, host URL or `sandbox:<id>`. @defaultValue - every workspace but a sandbox is accepted */
  readonly workspace?: string;
  /** Only this stack. @defaultValue - all */
  readonly stack?: string;
  readonly signal?: AbortSignal;
}

const manifestSchema = z.object({
  stacks: z.record(z.string(), z.object({ synthesizedStackPath: z.string(), workingDirectory: z.string() })),
});

const settings = z.record(z.string(), z.unknown());
const synthesizedSchema = z.object({
  terraform: z.object({ backend: z.record(z.string(), settings).optional(), cloud: settings.optional() }),
});

const outputsSchema = z.object({
  [OUTPUTS.connections]: z.object({ value: z.record(z.string(), connectionSchema) }),
  [OUTPUTS.secrets]: z.object({ value: z.record(z.string(), z.string()) }),
  [OUTPUTS.workspace]: z.object({ value: z.string() }),
});

/**
 * Reads the outputs of the deployed stacks, whatever their backend is, without changing anything.
 *
 * They come through a pipe and are never written.
 *
 * @throws UsageError when nothing was synthesized or deployed, or when a state belongs to another workspace
 * @throws ServiceError when the backend cannot be read
 */
export async function readStacks(options: ReadStacksOptions): Promise<StackOutputs[]> {
  const stacks = await stacksOf(options);
  return Promise.all(stacks.map((stack) => readStack(stack, options)));
}

interface Stack {
  readonly name: string;
  /** Folder that Terraform runs in; relative paths of a backend start here. */
  readonly folder: string;
  readonly file: string;
}

async function stacksOf({ outDir, stack }: ReadStacksOptions): Promise<Stack[]> {
  const manifest = await readJson(join(outDir, "manifest.json"), manifestSchema);
  if (!manifest)
    throw new UsageError(`nothing was deployed yet: ${outDir} has no stacks; run \`npx cdktf deploy\` first`);
  const all = Object.entries(manifest.stacks).map(([name, { synthesizedStackPath, workingDirectory }]) => ({
    name,
    folder: resolve(outDir, workingDirectory),
    file: resolve(outDir, synthesizedStackPath),
  }));
  const wanted = all.filter(({ name }) => stack === undefined || name === stack);
  if (wanted.length > 0) return wanted;
  const names = all.map(({ name }) => name).join(", ") || "none";
  throw new UsageError(`stack ${stack}: there is no such stack in ${outDir}; there are: ${names}`);
}

async function readStack(stack: Stack, options: ReadStacksOptions): Promise<StackOutputs> {
  const block = blockOf(await readJson(stack.file, synthesizedSchema), stack);
  const { terraform, env, signal } = options;
  const at = { block, stack: stack.name, terraform, env, signal };
  const text = await terraformInScratch(at, "read its state", ["output", "-json", "-no-color"]);
  const json = parseOutputs(text, stack.name);
  if (Object.keys(json).length === 0) {
    throw new UsageError(
      `stack ${stack.name} was not deployed yet: its state has no outputs; run \`npx cdktf deploy\` first`,
    );
  }
  const outputs = outputsSchema.safeParse(json);
  if (!outputs.success) {
    const absent = absentOutputs(outputs.error.issues, json);
    if (absent.length > 0) {
      const missing = await absentResources(await readJson(stack.file, z.unknown()), at);
      throw new UsageError(
        `stack ${stack.name}: its last deploy did not finish, so there is nothing to go by yet: no ${absent.join(", no ")} ` +
          `among its outputs${missing.length > 0 ? `; not made yet: ${missing.join(", ")}` : ""}; run \`npx cdktf deploy\` ` +
          "again, which goes on where it stopped and says what stands in its way",
      );
    }
    const issues = outputs.error.issues.map(({ path }) => path.join(".")).join(", ");
    throw new UsageError(
      `stack ${stack.name}: its outputs have another form (${issues}), so another version of the kit wrote them; ` +
        "run `npx cdktf deploy` again",
    );
  }
  const { connections, secrets, workspace } = outputs.data;
  refuseForeign(stack.name, workspace.value, options);
  return {
    stack: stack.name,
    workspace: workspace.value,
    connections: new Map(Object.entries(connections.value)),
    secrets: new Map(Object.entries(secrets.value).map(([name, value]) => [name, new Secret(value)])),
  };
}

/** Its tokens and warehouses mean nothing, or something else, in another workspace. */
function refuseForeign(stack: string, recorded: string, { workspace }: ReadStacksOptions): void {
  if (recorded === workspace) return;
  if (workspace === undefined && !recorded.startsWith("sandbox:")) return;
  throw new UsageError(
    `stack ${stack}: its state belongs to ${recorded}, but this is ${workspace ?? "no sandbox"}; nothing was sent. ` +
      (recorded.startsWith("sandbox:")
        ? `Run the check in the same sandbox: ${onramp('sandbox --run "…"')}`
        : `Set DATABRICKS_HOST=${recorded}, or deploy here first`),
  );
}

/** Where the state is, as it was synthesized; seen from anywhere. */
function blockOf(
  synthesized: z.infer<typeof synthesizedSchema> | undefined,
  { name, file, folder }: Stack,
): BackendBlock {
  const { backend, cloud } = unescapeInterpolation(synthesized?.terraform ?? {});
  if (cloud) return { cloud };
  if (!backend) throw new UsageError(`stack ${name}: ${file} names no backend; run \`npx cdktf deploy\` again`);
  const path = backend.local?.path;
  return typeof path === "string" ? { backend: { local: { path: resolve(folder, path) } } } : { backend };
}

function parseOutputs(text: string, stack: string): Record<string, unknown> {
  try {
    return JSON.parse(printedJson(text)) as Record<string, unknown>;
  } catch {
    throw new ServiceError(`stack ${stack}: terraform output printed no JSON`, { kind: "other" });
  }
}

/** Undefined when there is no such file. */
async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return undefined;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${path} is damaged; run \`npx cdktf deploy\` again, which writes it anew`);
  }
}
