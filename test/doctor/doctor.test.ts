import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BESIDE_STATES, MACHINE, ORDER, STATES, WORKSPACE } from "../../scripts/doctor/findings";
import { node, OLDEST_NODE } from "../../scripts/doctor/findings/node";
import { terraform } from "../../scripts/doctor/findings/terraform";
import { writeTool } from "../support/stand-in-release";
import { run } from "../../scripts/doctor/run";
import { testContext } from "../support/context";
import { oneOf, Surroundings } from "./surroundings";

const CLEVERTAP = "integrations:\n  clevertap: { catalog: c, schema: s }\n";
const EVERYTHING = `
catalogs: { shared: {} }
warehouses: { bi: {} }
integrations:
  clevertap: { catalog: c, schema: s, read: [main.default, c.other, samples.nyctaxi] }
  mixpanel: { catalog: shared, schema: m, warehouse: bi }
`;

let at: Surroundings;
const set = (yaml: string, ...rest: [("aws" | "azure" | "gcp")?]) => (at = new Surroundings(yaml, ...rest));

afterEach(() => at.close());

describe("a healthy workspace", () => {
  test.each(["aws", "azure", "gcp"] as const)(
    "on %s gets nothing but OK, and no request that writes",
    async (cloud) => {
      set(EVERYTHING, cloud);
      const { code, report } = await at.examine();
      expect(report.findings.filter(({ status }) => status !== "PASS")).toEqual([]);
      const ids = report.findings.map(({ id }) => id);
      expect(ids).toEqual(ORDER.filter((id) => ids.includes(id)));
      expect(ids.length).toBeGreaterThan(15);
      expect(report).toMatchObject({ status: "PASS", unreachable: false });
      expect(code).toBe(0);
      expect(new Set(at.methods)).toEqual(new Set(["GET"]));
    },
  );

  test("is reported in an order that knows every examination", () => {
    set(CLEVERTAP);
    const all = [MACHINE, STATES, WORKSPACE, BESIDE_STATES].flat().map(({ id }) => id);
    expect([...ORDER].sort()).toEqual([...all, "backend", "sign-in"].sort());
  });

  test("is shown on one screen, without any credential", async () => {
    set(EVERYTHING);
    const text = await at.text();
    expect(text).toContain("  PASS  sign-in          signed in as admin@sandbox.example (Sandbox admin) by pat\n");
    expect(text).toContain("All is well: npx cdktf deploy\n");
    expect(text).not.toContain(at.env.DATABRICKS_TOKEN);
  });

  test("holds what was deployed: names in the Terraform state do not clash", async () => {
    set(CLEVERTAP);
    const { unityCatalog, admin, warehouses } = at.workspace;
    unityCatalog.createCatalog(admin, { name: "c" });
    unityCatalog.createSchema(admin, "c", { name: "s" });
    const { id } = warehouses.create(admin, { name: "clevertap", clusterSize: "2X-Small" });
    at.hold(
      ["databricks_catalog", { id: "c" }],
      ["databricks_schema", { id: "c.s" }],
      ["databricks_sql_endpoint", { id }],
    );
    expect(await at.complaints()).toEqual([]);
  });
});

describe("this machine", () => {
  test("fails with a Node older than package.json asks for", async () => {
    set(CLEVERTAP);
    const { engines } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
      engines: { node: string };
    };
    expect(`${engines.node}.0`).toBe(`>=${OLDEST_NODE.join(".")}`);
    expect(await node.examine({ env: {}, nodeVersion: "18.20.4" })).toMatchObject([
      { status: "FAIL", fix: expect.stringContaining("install Node 20.19.0 or newer") as string },
    ]);
  });

  test("fails with a Terraform that is too old", async () => {
    set(CLEVERTAP);
    at.env.TERRAFORM_BINARY_NAME = writeTool(at.folder, "old", "Terraform v1.5.7");
    expect(await at.complaints()).toMatchObject(oneOf("terraform", "FAIL", { cause: "1.5.7", fix: "1.10" }));
  });

  test("fails without Terraform, and only warns in the sandbox, which fetches one", async () => {
    set(CLEVERTAP);
    const bare = { ...at.env, PATH: join(at.folder, "nothing-here"), TERRAFORM_BINARY_NAME: "" };
    expect(await terraform.examine({ env: bare, nodeVersion: "" })).toMatchObject([{ status: "WARN" }]);
    const outside = await terraform.examine({ env: { ...bare, ONRAMP_SANDBOX: "" }, nodeVersion: "" });
    expect(outside).toMatchObject([{ status: "FAIL", fix: expect.stringContaining("nstall") as string }]);
  });

  test.each([
    ["ahead", -300],
    ["behind", 120],
  ])("fails with a clock that is too far %s", async (where, seconds) => {
    set(CLEVERTAP);
    at.clockAhead = seconds;
    const [complaint, ...others] = await at.complaints();
    expect(others).toEqual([]);
    expect(complaint).toMatchObject({ id: "clock", status: "FAIL" });
    const [, skew, direction] = /is (\d+) s (\w+)$/.exec(complaint!.message) ?? [];
    expect(direction).toBe(where);
    // The header has whole seconds.
    expect(Math.abs(Number(skew) - Math.abs(seconds))).toBeLessThanOrEqual(1);
  });

  test("is not blamed for seconds", async () => {
    set(CLEVERTAP);
    at.clockAhead = 55;
    expect(await at.complaints()).toEqual([]);
  });
});

describe("signing in", () => {
  test("fails with a wrong token, and asks nothing else", async () => {
    set(CLEVERTAP);
    at.env.DATABRICKS_TOKEN = "dapi-no-such-token";
    const { code, report } = await at.examine();
    expect(report.findings.map(({ id, status }) => [id, status])).toEqual([
      ["node", "PASS"],
      ["terraform", "PASS"],
      ["provider", "PASS"],
      ["backend", "PASS"],
      ["sign-in", "FAIL"],
    ]);
    expect([code, at.methods.length]).toEqual([1, 1]);
    expect(JSON.stringify(report)).not.toContain("dapi-no-such-token");
  });

  test("does not blame the credential for a page that answers in the workspace's place", async () => {
    set(CLEVERTAP);
    const headers = { "content-type": "text/html" };
    at.instead = () => new Response("<!DOCTYPE html><title>Company login</title>", { headers });
    const { code, report } = await at.examine();
    expect(report.findings.at(-1)).toMatchObject({
      id: "sign-in",
      cause: "GET /api/2.0/preview/scim/v2/Me answered with a web page (Company login)",
      fix: expect.stringContaining("A proxy or gateway stands between") as string,
    });
    expect(code).toBe(3);
    at.instead = () => new Response("<html><body>Bad Gateway</body></html>", { status: 502, headers });
    expect((await at.examine()).code).toBe(3);
  });

  test("--strict makes a warning exit code 1", async () => {
    set("integrations:\n  mixpanel: { catalog: c, schema: s }\n");
    Object.assign(at.workspace.data.identity, { privilegeModel: undefined });
    const { context } = testContext(at.env);
    const code = (strict: boolean) => run({ json: true, strict }, { ...context, cwd: at.folder });
    expect([await code(false), await code(true)]).toEqual([0, 1]);
  });

  test("fails with exit code 3 when the workspace is out of reach", async () => {
    set(CLEVERTAP);
    at.instead = () => {
      throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED", message: "refused" } });
    };
    const { code, report } = await at.examine();
    expect(report.findings.filter(({ status }) => status !== "PASS")).toMatchObject([
      { id: "sign-in", status: "FAIL", cause: "localhost:8443: refused" },
    ]);
    expect(code).toBe(3);
  });

  test("fails with exit code 3 when the workspace goes away in between, and says what is not known", async () => {
    set(CLEVERTAP);
    at.instead = ({ pathname }) => {
      if (!pathname.endsWith("/warehouses")) return undefined;
      throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET", message: "reset" } });
    };
    const { code, report } = await at.examine();
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        id: "name-clash",
        status: "FAIL",
        message: "could not find out whether the names to create are free",
        cause: "localhost:8443: reset",
      }),
    );
    expect([code, report.unreachable]).toEqual([3, true]);
  });

  test("refuses an environment without a credential, and one that names no workspace", async () => {
    set(CLEVERTAP);
    delete at.env.DATABRICKS_TOKEN;
    await expect(at.examine()).rejects.toMatchObject({ exitCode: 2 });
    for (const name of Object.keys(at.env)) if (/^(ONRAMP|DATABRICKS)_/.test(name)) delete at.env[name];
    writeFileSync(join(at.folder, "onramp.yaml"), `workspace: { cloud: aws }\n${CLEVERTAP}`);
    await expect(at.examine()).rejects.toMatchObject({ exitCode: 2, message: "Nothing names a workspace." });
  });
});
