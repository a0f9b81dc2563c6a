import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { OUTPUTS } from "./connection";
import { stateFile, type StateLocation } from "./state-location";
import { StateError } from "./state-error";

const stateSchema = z.object({
  lineage: z.string().optional(),
  outputs: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  resources: z
    .array(
      z.object({
        module: z.string().optional(),
        mode: z.enum(["managed", "data"]),
        type: z.string(),
        name: z.string(),
        instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()).default({}) })).default([]),
      }),
    )
    .default([]),
});

/** What the kit reads of a state; credentials in clear are in it. */
export interface State {
  /** Its `workspace` output: the host URL, or `sandbox:<id>`. */
  readonly workspace?: string;
  /** Made once; every later version of the same state has it too. */
  readonly lineage?: string;
  readonly resources: z.infer<typeof stateSchema>["resources"];
}

/**
 * @param text an empty one is the state of a stack that was never deployed
 * @param what names the state in messages
 * @throws StateError without a quote of the text, which holds credentials
 */
export function parseState(text: string, what: string, fix = "restore it from a backup"): State {
  if (text.trim() === "") return { resources: [] };
  try {
    const { outputs, resources, lineage } = stateSchema.parse(JSON.parse(text));
    const workspace = outputs[OUTPUTS.workspace]?.value;
    return { resources, lineage, ...(typeof workspace === "string" && { workspace }) };
  } catch (error) {
    const why = error instanceof SyntaxError ? "it is not valid JSON" : "it has another form";
    throw new StateError(`${what} is no Terraform state: ${why}; nothing was changed\n  to go on: ${fix}`);
  }
}

/**
 * @returns nothing when there is no such file
 * @throws StateError when it cannot be read, or is no state
 */
export function readStateFile(file: string): State | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new StateError(`${showFile(file)} cannot be read: ${message}`);
  }
  const copy = `${file}.backup`;
  const fix = `put the copy that Terraform keeps beside it, ${showFile(copy)}, in its place`;
  // An interrupted first run leaves an empty file, too, but it had nothing to copy.
  if (text.trim() === "" && managedCount(readStateFile(copy)) > 0) {
    throw new StateError(`${showFile(file)} is empty, and its copy is not; nothing was changed\n  to go on: ${fix}`);
  }
  return parseState(text, showFile(file), fix);
}

/** How many things of the workspace a state keeps. */
export function managedCount(state: State | undefined): number {
  return (state?.resources ?? []).filter(({ mode, instances }) => mode === "managed" && instances.length > 0).length;
}

const STATE = ".tfstate";

/** The stacks that have a state file in the folder of a workspace, in a config or not. */
export function stacksWithFiles({ folder }: Pick<StateLocation, "folder">): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(STATE) && !name.startsWith("."))
      .map((name) => name.slice(0, -STATE.length));
  } catch {
    return [];
  }
}

/** Stacks of this workspace that the config has no more, but whose state files keep something, by how much that is. */
export function strandedStacks(location: StateLocation, stacks: readonly string[]): ReadonlyMap<string, number> {
  const others = stacksWithFiles(location).filter((stack) => !stacks.includes(stack));
  const sizes = others.map((stack) => [stack, managedCount(readStateFile(stateFile(location, stack)))] as const);
  return new Map(sizes.filter(([, size]) => size > 0));
}

/** A path as messages show it: relative to the working directory where that is shorter. */
export function showFile(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith("..") || short.startsWith(join("/")) ? file : short;
}
