import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/*
 * npm run build: what is published, JavaScript with types and source maps, laid out as the sources are. The kit's goes to
 * `dist/`, the sandbox's to `sandbox/dist/`. Types are not checked here, `npm test` does that.
 */

/** Rooms of the kit that are published. */
const ROOMS = ["constructs", "lib", "profiles", "scripts", "stacks", "testing"];

/** Written last: without it the launcher takes the folder for half done. */
const STAMP = "built";

function build(root: string): void {
  const begun = new Date();
  const dist = join(root, "dist");
  const sandboxDist = join(root, "sandbox", "dist");
  for (const folder of [dist, sandboxDist]) rmSync(folder, { recursive: true, force: true });
  compile(root);
  for (const room of ROOMS) copyData(root, dist, room);
  for (const file of filesIn(dist)) {
    if (isTypesOfCommand(relative(dist, file))) rmSync(file);
    else if (/\.(js|d\.ts)$/.test(file)) nameSandbox(file, join(dist, "sandbox"));
  }
  for (const folder of [dist, sandboxDist]) {
    rmSync(join(folder, "tsconfig.tsbuildinfo"));
    writeFileSync(join(folder, STAMP), "");
    // A source that was changed in the meantime is newer than what was made of it.
    utimesSync(join(folder, STAMP), begun, begun);
  }
}

function compile(root: string): void {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  const project = join(root, "tsconfig.build.json");
  const { status } = spawnSync(process.execPath, [compiler, "--build", project], { stdio: "inherit" });
  if (status !== 0) throw new Error(`tsc --build ended with ${status}: its lines above say why`);
}

/** Styles and scripts that are read as files stand beside the code that reads them. */
function copyData(root: string, dist: string, room: string): void {
  for (const file of filesIn(join(root, room)).filter((each) => /\.(css|js)$/.test(each))) {
    const copy = join(dist, relative(root, file));
    if (existsSync(copy) || file === join(root, "scripts", "onramp.js")) continue;
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
}

/** Nobody imports the commands. */
function isTypesOfCommand(file: string): boolean {
  return file.startsWith(`scripts${sep}`) && file.endsWith(".d.ts");
}

/** The sandbox is a neighbour in the sources and a package of its own where it is installed. */
function nameSandbox(file: string, neighbour: string): void {
  const text = readFileSync(file, "utf8");
  const named = text.replace(/"((?:\.\.\/)+sandbox(?:\/[\w-]+)*)"/g, (quoted: string, path: string) => {
    const target = join(dirname(file), path);
    if (target !== neighbour && !target.startsWith(neighbour + sep)) return quoted;
    return `"onramp-sandbox${target.slice(neighbour.length).split(sep).join("/")}"`;
  });
  if (named !== text) writeFileSync(file, named);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

build(join(__dirname, ".."));
