import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Linter } from "eslint";

const SCRIPT = resolve(__dirname, "../../scripts/onramp.js");

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "onramp-entry-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const node = (...args: string[]) => spawnSync(process.execPath, args, { encoding: "utf8", cwd: folder });

test("is ES5, so that old versions of Node get as far as the refusal", () => {
  const languageOptions = { ecmaVersion: 5, sourceType: "commonjs" } as const;
  expect(new Linter().verify(readFileSync(SCRIPT, "utf8"), { languageOptions })).toEqual([]);
});

test.each([
  ["0.10.48", 3],
  ["18.20.4", 3],
  ["20.18.3", 3],
  ["20.19.0", 0],
  ["24.1.0", 0],
])("with Node %s ends with exit code %i", (version, code) => {
  const preload = join(folder, "preload.js");
  writeFileSync(
    preload,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
  );
  const { status, stderr } = node("--require", preload, SCRIPT, "--version");
  expect(status).toBe(code);
  if (code !== 0) expect(stderr).toContain(`Onramp needs Node.js 20.19 or newer; this is ${version}.`);
});

test("fails without the packages and says how to install them", () => {
  copyFileSync(SCRIPT, join(folder, "onramp.js"));
  const { status, stderr } = node(join(folder, "onramp.js"), "--version");
  expect(status).toBe(3);
  expect(stderr).toMatch(/packages are not installed[^]*npm ci/);
});
