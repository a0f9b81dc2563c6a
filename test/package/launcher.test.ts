import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const ROOMS = ["constructs", "lib", "profiles", "scripts", "stacks", "testing", "sandbox"];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "onramp-launcher-"));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  write("dist/scripts/cli/main.js", 'exports.main = () => console.log("built")');
  mkdirSync(join(root, "scripts"));
  copyFileSync(join(ROOT, "scripts", "onramp.js"), join(root, "scripts", "onramp.js"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text = ""): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Sources of a clone, all an hour older than what was built of them. */
function makeClone(): void {
  write("scripts/cli/main.ts", 'export const main = (): void => console.log("sources")');
  for (const room of ROOMS) write(`${room}/below/one.ts`);
  for (const file of ["tsconfig.json", "tsconfig.build.json"]) write(file, "{}");
  write("dist/built");
  const inAnHour = Date.now() / 1000 + 3600;
  utimesSync(join(root, "dist", "built"), inAnHour, inAnHour);
}

function touch(file: string): void {
  const later = Date.now() / 1000 + 7200;
  utimesSync(join(root, file), later, later);
}

function runs(): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts", "onramp.js")], { encoding: "utf8" });
  return stdout.trim() || stderr;
}

test("what is installed runs as it was built", () => {
  write("dist/built");
  expect(runs()).toBe("built");
});

test("a clone runs what was built of it when no source is newer", () => {
  makeClone();
  expect(runs()).toBe("built");
  write("sandbox/test/new.test.ts");
  touch("sandbox/test/new.test.ts");
  expect(runs()).toBe("built");
});

test.each(["lib/below/one.ts", "sandbox/below/one.ts", "tsconfig.json"])(
  "a newer %s is run from the sources",
  (file) => {
    makeClone();
    touch(file);
    expect(runs()).toBe("sources");
  },
);

test("a source that went away is noticed by its folder", () => {
  makeClone();
  rmSync(join(root, "lib", "below", "one.ts"));
  touch("lib/below");
  expect(runs()).toBe("sources");
});

test("a clone that was never built, or only half, runs its sources", () => {
  makeClone();
  rmSync(join(root, "dist", "built"));
  expect(runs()).toBe("sources");
});
