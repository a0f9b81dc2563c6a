import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onramp } from "../../lib/command-line";

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), "onramp-command-line-"))));
afterEach(() => rmSync(cwd, { recursive: true }));

const scripts = (scripts: unknown) => writeFileSync(join(cwd, "package.json"), JSON.stringify({ scripts }));

test("is this project's own scripts, here", () => {
  expect(onramp("check")).toBe("npm run check");
  expect(onramp("check clevertap --json", { silent: true })).toBe("npm run --silent check -- clevertap --json");
  expect(onramp("workspace list catalogs")).toBe("npm run onramp -- workspace list catalogs");
  expect(onramp("demo")).toBe("npm start");
  expect(onramp("--config a.yaml check")).toBe("npm run onramp -- --config a.yaml check");
});

test("is the installed program, and nothing that npm would fetch, where no script runs it", () => {
  expect(onramp("check a", { cwd })).toBe("npx --no-install onramp check a");
  rmSync(cwd, { recursive: true });
  mkdirSync(cwd);
  scripts({ check: "eslint .", start: "node server.js" });
  expect(onramp("check a", { cwd })).toBe("npx --no-install onramp check a");
});

test.each([
  [{ check: "onramp check" }, "npm run check -- a"],
  [{ onramp: "onramp" }, "npm run onramp -- check a"],
  [{ check: "vitest", onramp: "node node_modules/.bin/onramp" }, "npm run onramp -- check a"],
  [{ check: "my-onramp-checker check" }, "npx --no-install onramp check a"],
])("with the scripts %j it is %s", (given, line) => {
  scripts(given);
  const below = join(cwd, "a", "b");
  mkdirSync(below, { recursive: true });
  expect(onramp("check a", { cwd: below })).toBe(line);
});

test.each(["{", "null", "[]", '{ "scripts": null }'])("a package.json that holds %s does no harm", (text) => {
  writeFileSync(join(cwd, "package.json"), text);
  expect(onramp("doctor", { cwd })).toBe("npx --no-install onramp doctor");
});

test("no message of the kit has a command line of its own, which might not be there to type", () => {
  const root = join(__dirname, "../..");
  const sources = ["lib", "scripts", "stacks", "constructs", "profiles"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const fixed = sources
    .filter((file) => file.endsWith(".ts") && file !== join("lib", "command-line.ts"))
    .filter((file) => /npm (run|start)\b|npx (?!cdktf)\S*onramp/.test(readFileSync(join(root, file), "utf8")));
  expect(sources.length).toBeGreaterThan(200);
  expect(fixed).toEqual([]);
});
