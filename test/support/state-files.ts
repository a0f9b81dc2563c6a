import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** One resource as a state file has it; instances after the first are being replaced. */
export function resource(type: string, name: string, ...attributes: object[]) {
  const instances = attributes.map((each, index) => ({
    attributes: each,
    ...(index > 0 && { deposed: `0000000${index}` }),
  }));
  return { mode: "managed", type, name, instances };
}

/** Text of a state file. */
export function stateText(workspace: unknown, ...resources: object[]): string {
  return JSON.stringify({ version: 4, outputs: { workspace: { value: workspace } }, resources });
}

/** A folder for one test, in which files are written with the folders above them. */
export function scratchFolder() {
  const root = mkdtempSync(join(tmpdir(), "onramp-test-"));
  const write = (path: string, text: string): string => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
