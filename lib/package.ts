import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Folder of this package, from its sources as well as from what is compiled of them. */
export const PACKAGE_ROOT = rootAbove(__dirname);

const { version, peerDependencies, devDependencies } = JSON.parse(
  readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"),
) as {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Of this package, e.g. `0.1.0`. */
export const VERSION = version;

/** What stands beside this package in a project that uses it, in the versions that it is tested with. */
export const PEERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(peerDependencies).map(([name, range]) => [name, devDependencies[name] ?? range]),
);

/** Whether this is a clone, which is a project itself; else the kit is installed in somebody's project. */
export function isClone(): boolean {
  return existsSync(join(PACKAGE_ROOT, "stacks", "main.ts"));
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder));
}
