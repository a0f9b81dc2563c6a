import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, type FormCommand } from "../../scripts/form/run";
import { testContext } from "../support/context";
import { project, SECRET } from "../support/deployed-project";

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), "onramp-details-"))));
afterEach(() => rmSync(cwd, { recursive: true }));

async function details(env: NodeJS.ProcessEnv, command: Partial<FormCommand> = {}) {
  const { context, out, err } = testContext(env);
  const code = await run({ names: [], ...command }, { ...context, cwd });
  return { code, out: out(), err: err() };
}

const one = () => project(cwd, ["clevertap"]);
const several = () => project(cwd, ["clevertap", "bi"], { clevertap: {}, bi: { tool: "kater", schema: undefined } });

test("shows every tool's form with steps and notes", async () => {
  const { code, out } = await details(several());
  expect(code).toBe(0);
  expect(out).toMatch(/CleverTap {2}›[^]*In CleverTap\n[^]*Good to know\n[^]*Kater {2}›[^]*Warehouse ID +w\n/);
  expect(out).not.toContain(SECRET);
});

test("--field prints one value and nothing else", async () => {
  const { out, err } = await details(one(), { field: "http_path" });
  expect(out).toBe("/sql/1.0/warehouses/w\n");
  expect(err).toBe("");
});

test("--format json is one document with the form and Partner Connect's connect request", async () => {
  const { out } = await details(several(), { format: "json" });
  expect(JSON.parse(out)).toMatchObject({
    details: [
      { integration: "clevertap", connection: { http_path: "/sql/1.0/warehouses/w" }, form_changed: [] },
      { integration: "bi", partner_connect: { hostname: "localhost", demo: true, cloud_provider: "aws" } },
    ],
  });
  expect(out).not.toContain(SECRET);
});

test("--format dotenv has the lines of one integration", async () => {
  const { out } = await details(several(), { names: ["clevertap"], format: "dotenv" });
  expect(out).toMatch(/^DATABRICKS_HTTP_PATH=\/sql\/1\.0\/warehouses\/w$/m);
  expect(out).not.toContain(SECRET);
});

test("the secret goes to a file or into the form, when asked for", async () => {
  const { out } = await details(one(), { secretFile: "token", showSecret: true });
  expect(readFileSync(join(cwd, "token"), "utf8")).toBe(SECRET);
  expect(statSync(join(cwd, "token")).mode & 0o777).toBe(0o600);
  expect(out).toContain(SECRET);
});

test("a credential that was made elsewhere is said to be the person's own", async () => {
  const credential = { kind: "pat" as const, external: true as const };
  const env = project(cwd, ["clevertap"], { clevertap: { credential } });
  expect((await details(env)).out).toMatch(/Personal Access Token +made elsewhere/);
  expect((await details(env, { format: "html" })).out).toContain("it was made outside Onramp");
  await expect(details(env, { secretFile: "token" })).rejects.toMatchObject({ exitCode: 2 });
});

test("says what changed since the form was last shown, once", async () => {
  await details(one());
  const env = project(cwd, ["clevertap"], { clevertap: { http_path: "/sql/1.0/warehouses/w2" } });
  expect((await details(env, { format: "json" })).out).toContain('"from": "/sql/1.0/warehouses/w"');
  expect((await details(env)).out).toContain("FORM CHANGED");
  expect((await details(env)).out).not.toContain("FORM CHANGED");
});

describe("the hand-off sheet", () => {
  const html: Partial<FormCommand> = { format: "html", out: "sheet.html" };
  const sheet = () => readFileSync(join(cwd, "sheet.html"), "utf8");

  test("goes to stdout, or to a file that everybody may read", async () => {
    const { out } = await details(one(), { format: "html" });
    expect(out).toMatch(/^<!doctype html>/);
    await details(one(), html);
    expect(sheet()).toMatch(/^<!doctype html>/);
    expect(statSync(join(cwd, "sheet.html")).mode & 0o777).toBe(0o644 & ~process.umask());
    expect(out + sheet()).not.toContain(SECRET);
  });

  test("takes the place of an older one, and shows what changed since", async () => {
    await details(one(), html);
    await details(project(cwd, ["clevertap"], { clevertap: { http_path: "/sql/1.0/warehouses/w2" } }), html);
    expect(sheet()).toContain("/sql/1.0/warehouses/w → /sql/1.0/warehouses/w2");
  });

  test.each<[string, (path: string) => void]>([
    ["a file of somebody else's", (path) => writeFileSync(path, "<!doctype html>mine")],
    ["a folder", (path) => mkdirSync(path)],
    [
      "a link to a file of somebody else's",
      (path) => {
        writeFileSync(join(cwd, "mine"), "mine");
        symlinkSync(join(cwd, "mine"), path);
      },
    ],
  ])("refuses to overwrite %s", async (_what, make) => {
    make(join(cwd, "sheet.html"));
    await expect(details(one(), html)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("is no hand-off sheet") as string,
    });
    if (existsSync(join(cwd, "mine"))) expect(readFileSync(join(cwd, "mine"), "utf8")).toBe("mine");
    expect(existsSync(join(cwd, "state"))).toBe(false);
  });

  test("fails where its folder is missing, and nothing counts as handed over", async () => {
    await expect(details(one(), { ...html, out: "no/sheet.html" })).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(join(cwd, "state"))).toBe(false);
  });
});

describe("refuses", () => {
  test.each<[string, Partial<FormCommand>, NodeJS.ProcessEnv, RegExp, RegExp]>([
    ["an unknown field", { names: ["bi"], field: "htp_path" }, {}, /no field "htp_path"/, /did you mean "http_path"\?/],
    ["a field far from any", { names: ["bi"], field: "zzzzzzzz" }, {}, /no field "zzzzzzzz"/, /one of .*http_path/],
    ["a field that is a property of every object", { names: ["bi"], field: "toString" }, {}, /no field/, /one of/],
    ["a field that it has not", { names: ["bi"], field: "schema" }, {}, /bi has no schema/, /It has .*http_path/],
    ["a secret as a field", { names: ["bi"], field: "token" }, {}, /not printed by --field/, /form bi --secret-file/],
    [
      "a field of several",
      { field: "host" },
      {},
      /--field is for one integration, but there are clevertap, bi/,
      /Name/,
    ],
    ["a sheet of several", { format: "html" }, {}, /--format html is for one integration/, /Name one/],
    ["a format that the tool does not read", { names: ["bi"], format: "dbt" }, {}, /is for dbt\.$/, /has form, json/],
    ["--field with --format", { field: "host", format: "dotenv" }, {}, /do not go together/, /one value/],
    ["--out without a sheet", { out: "x.txt" }, {}, /--out is for the hand-off sheet/, /--format html/],
    ["--show-secret while CI is set", { showSecret: true }, { CI: "1" }, /while CI is set/, /--secret-file/],
    [
      "--show-secret in a format for programs",
      { showSecret: true, format: "dotenv" },
      {},
      /form only/,
      /--secret-file/,
    ],
    ["two secrets in one file", { secretFile: "token" }, {}, /--secret-file is for one integration/, /Name one/],
    ["an unknown name", { names: ["clevertp"] }, {}, /has no integration clevertp/, /clevertap/],
  ])("%s", async (_what, command, env, message, fix) => {
    const failure = await details({ ...several(), ...env }, command).catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
    expect((failure as { fix: string[] }).fix.join(" ")).toMatch(fix);
    expect(existsSync(join(cwd, "token"))).toBe(false);
  });
});
