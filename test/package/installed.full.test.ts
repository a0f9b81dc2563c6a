import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removedVariables } from "../../sandbox/cli/child-environment";
import { packBoth, type Packed } from "./packages";

/*
 * What somebody has who installs the two packages and no clone: packed as they would be published, installed with npm
 * into empty folders, and used from there.
 */

const MINUTES = 60_000;

let folder: string;
let sandbox: Packed;
let kit: Packed;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onramp-package-"));
  [sandbox, kit] = packBoth(folder);
}, 5 * MINUTES);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** With nothing that leads to the checkout, or to a workspace of the developer's. */
function run(cwd: string, command: string): Ended {
  const hidden = new Set([...removedVariables(process.env), "NODE_OPTIONS", "NODE_PATH", "INIT_CWD", "CI"]);
  const kept = Object.entries(process.env).filter(([name]) => !hidden.has(name) && !name.startsWith("npm_"));
  const env = { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", NO_COLOR: "1", FORCE_COLOR: undefined };
  const { status, stdout, stderr } = spawnSync(command, { cwd, env, shell: true, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

function succeed(cwd: string, command: string): string {
  const { status, output } = run(cwd, command);
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${output}`);
  return output;
}

/** As long as no registry has them, the two come from their tarballs wherever something depends on them. */
function useTarballs(project: string): void {
  const file = join(project, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as { dependencies?: Record<string, string> };
  const dependencies = {
    ...manifest.dependencies,
    "onramp-for-databricks": `file:${kit.tarball}`,
    "onramp-sandbox": `file:${sandbox.tarball}`,
  };
  const overrides = { "onramp-sandbox": "$onramp-sandbox" };
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies, overrides }));
}

const INSTALL = "npm install --prefer-offline --no-audit --no-fund";

describe("what is packed", () => {
  test("of the sandbox: compiled code, types, the provider's schema, the program, and what people read", () => {
    expect(sandbox.name).toBe("onramp-sandbox");
    const others = sandbox.files.filter((file) => !/^dist\/[\w./-]+(\.js|\.d\.ts)$/.test(file));
    expect(others).toEqual(
      [
        "LICENSE",
        "README.md",
        "bin/onramp-sandbox.js",
        "dist/provider/schema/databricks-1.99.0.json",
        "package.json",
      ].sort(),
    );
    expect(sandbox.files).toEqual(expect.arrayContaining(["dist/index.js", "dist/index.d.ts", "dist/cli/main.js"]));
  });

  test("of the kit: compiled code, types, styles, the launcher, the schema, and what people read", () => {
    expect(kit.name).toBe("onramp-for-databricks");
    const others = kit.files.filter((file) => !/^dist\/[\w./-]+(\.js|\.d\.ts|\.css)$/.test(file));
    expect(others).toEqual(
      ["LICENSE", "README.md", "dist/built", "onramp.schema.json", "package.json", "scripts/onramp.js"].sort(),
    );
    expect(kit.files).toEqual(
      expect.arrayContaining([
        "dist/constructs/index.js",
        "dist/constructs/index.d.ts",
        "dist/stacks/index.d.ts",
        "dist/testing/index.d.ts",
        "dist/scripts/cli/main.js",
        "dist/lib/forms/sheet/copy-buttons.js",
        "dist/lib/forms/sheet/style/base.css",
      ]),
    );
  });

  test("no tests, nothing of the sandbox in the kit, and less than 3 MB each", () => {
    for (const { files, size } of [sandbox, kit]) {
      expect(files.filter((file) => /^(dist\/)?(test|bench|tools)\/|\.test\./.test(file))).toEqual([]);
      expect(size).toBeLessThan(3_000_000);
    }
    expect(kit.files.filter((file) => file.startsWith("dist/sandbox"))).toEqual([]);
  });
});

describe("as a library, in a project of its own", () => {
  let project: string;
  beforeAll(() => {
    project = join(folder, "library");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "name": "library", "private": true }');
    useTarballs(project);
    succeed(project, INSTALL);
  }, 10 * MINUTES);

  const body = `
const app = new App({ outdir: "out-" + process.argv[2] });
const stack = new TerraformStack(app, "one");
new LocalBackend(stack, { path: "one.tfstate" });
new WorkspaceProvider(stack, "workspace", { cloud: "aws" });
new Catalog(stack, "catalog", { name: "sales" });
app.synth();
`;
  const names = "Catalog, WorkspaceProvider";
  const cdktf = "App, LocalBackend, TerraformStack";

  test.each([
    ["cjs", `const { ${cdktf} } = require("cdktf");\nconst { ${names} } = require("onramp-for-databricks");\n${body}`],
    ["mjs", `import { ${cdktf} } from "cdktf";\nimport { ${names} } from "onramp-for-databricks";\n${body}`],
  ])(
    "a %s module synthesizes a catalog",
    (kind, text) => {
      writeFileSync(join(project, `main.${kind}`), text);
      succeed(project, `node main.${kind} ${kind}`);
      const made = JSON.parse(readFileSync(join(project, `out-${kind}`, "stacks", "one", "cdk.tf.json"), "utf8")) as {
        resource: { databricks_catalog: Readonly<Record<string, { name: string }>> };
      };
      expect(Object.values(made.resource.databricks_catalog).map(({ name }) => name)).toEqual(["sales"]);
    },
    60_000,
  );

  test("types are found by a strict compiler, and a wrong property is told", () => {
    const text = (property: string) => `
import { ${cdktf} } from "cdktf";
import { ${names} } from "onramp-for-databricks";
import { runApp, type SynthesizeOptions } from "onramp-for-databricks/stacks";
import { startSandbox, type Sandbox } from "onramp-for-databricks/testing";
export const start: () => Promise<Sandbox> = () => startSandbox({ like: "free" });
export const options: SynthesizeOptions = {};
export const run: typeof runApp = runApp;
const stack = new TerraformStack(new App(), "one");
new LocalBackend(stack, {});
new WorkspaceProvider(stack, "workspace", { cloud: "aws" });
new Catalog(stack, "catalog", { ${property}: "sales" });
`;
    const compiler = require.resolve("typescript/bin/tsc");
    const flags = "--noEmit --strict --skipLibCheck --module nodenext --target es2022 --types node";
    const roots = `--typeRoots "${join(__dirname, "../../node_modules/@types")}"`;
    for (const property of ["name", "nam"]) writeFileSync(join(project, `${property}.ts`), text(property));
    expect(run(project, `node "${compiler}" ${flags} ${roots} name.ts`)).toEqual({ status: 0, output: "" });
    expect(run(project, `node "${compiler}" ${flags} ${roots} nam.ts`).output).toMatch(
      /^nam\.ts\(12,\d+\): error TS\d+/,
    );
  }, 120_000);

  test("an ES module starts a sandbox", () => {
    const text = `
import { startSandbox } from "onramp-for-databricks/testing";
const sandbox = await startSandbox({ like: "azure" });
console.log(sandbox.like);
await sandbox.close();
`;
    writeFileSync(join(project, "sandbox.mjs"), text);
    expect(succeed(project, "node sandbox.mjs")).toBe("azure\n");
  }, 60_000);

  test("what is no export cannot be reached, and the schema can", () => {
    const line = (path: string) => `node -p "require('onramp-for-databricks${path}') && 1"`;
    expect(run(project, line("/onramp.schema.json"))).toEqual({ status: 0, output: "1\n" });
    expect(run(project, line("/dist/lib/config")).output).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  test("the sandbox's own program runs a command", () => {
    const line = `npx --no-install onramp-sandbox --run "node -p process.env.DATABRICKS_AUTH_TYPE"`;
    expect(succeed(project, line)).toBe("pat\n");
  }, 60_000);
});

describe("a project that new made", () => {
  let project: string;
  beforeAll(() => {
    succeed(join(folder, "library"), "npx --no-install onramp-for-databricks new ../my-access");
    project = join(folder, "my-access");
    useTarballs(project);
    succeed(project, INSTALL);
  }, 10 * MINUTES);

  test("has nothing to deploy at first", () => {
    const { status, output } = run(project, "npm start --silent");
    expect(output).toContain("onramp.yaml has nothing to deploy: it has no integrations.");
    expect(output).toContain("npm run onramp -- init");
    expect(status).toBe(2);
  }, 120_000);

  test(
    "deploys, checks, examines and shows what init wrote",
    () => {
      const options = "--tool clevertap --catalog clevertap_catalog --schema clevertap_schema --no-input";
      succeed(project, `npm run sandbox -- --run "npm run onramp -- init ${options}"`);
      const inside = (line: string) => succeed(project, `npm run sandbox -- --data .onramp/sandbox --run "${line}"`);
      expect(inside("npx cdktf deploy --auto-approve && npm run check")).toMatch(/PASS|passed/i);
      expect(inside("npm run onramp -- doctor")).not.toMatch(/FAIL/);
      expect(inside("npm run onramp -- form clevertap")).toContain("clevertap_catalog");
      succeed(
        project,
        `npm run sandbox -- --data .onramp/sandbox --run "npm run onramp -- form clevertap --format html --out sheet.html"`,
      );
      expect(readFileSync(join(project, "sheet.html"), "utf8")).toContain("<style>");
    },
    10 * MINUTES,
  );

  test(
    "shows itself with npm start",
    () => {
      expect(succeed(project, "npm start --silent")).toMatch(/added/);
    },
    5 * MINUTES,
  );
});
