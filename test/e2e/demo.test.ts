import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ended } from "../support/processes";
import { Place, PROJECT, SECRETS } from "../support/place";

jest.setTimeout(120_000);

const place = new Place();
afterAll(() => place.remove());

/** What git would see: the demo must not leave anything in the project. */
const projectFiles = () =>
  readdirSync(PROJECT)
    .filter((name) => name !== "node_modules" && name !== "coverage")
    .sort();

describe("npm start", () => {
  let ended: Ended;
  const before = projectFiles();
  beforeAll(async () => {
    ended = await place.run(["demo"]);
  });

  test("is what package.json runs", () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(scripts.start).toBe("node scripts/onramp.js demo");
  });

  test("ends well, each step with its time on stderr", () => {
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr).toMatch(/workspace ready .*https:\/\/localhost:\d+ +\d+\.\d s/);
    expect(ended.stderr).toMatch(/cdktf deploy +8 added, 0 changed, 0 destroyed +\d+\.\d s/);
    expect(ended.stderr).toMatch(/check as clevertap +\d+ passed.* \d+\.\d s/);
  });

  test("prints CleverTap's form with the values that were just proven", () => {
    const rows = [
      /Connection name +clevertap/,
      /Host +localhost/,
      /Port +optional +\d+/,
      /HTTP Path +\/sql\/1\.0\/warehouses\/[0-9a-f]{16}/,
      /Personal Access Token +•+[0-9a-f]{4} .*90 days/,
      /Catalog +clevertap_catalog/,
      /Schema +clevertap_schema/,
    ];
    for (const row of rows) expect(ended.stdout).toMatch(row);
  });

  test("tells the tool's own steps and then the way to a real workspace", () => {
    const order = [
      "Customer Success Manager",
      "Settings > Partners > Databricks",
      "Test Connection",
      "Create Import",
      "DATABRICKS_HOST",
      "npx cdktf deploy",
      "npm run check",
    ].map((text) => ended.stdout.indexOf(text));
    expect(order).not.toContain(-1);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
  });

  test("shows no secret and leaves nothing behind", () => {
    expect(ended.stdout + ended.stderr).not.toMatch(SECRETS);
    expect(readdirSync(place.tmp).filter((name) => !name.startsWith("tsx-"))).toEqual([]);
    expect(existsSync(place.path("cdktf.out"))).toBe(false);
    expect(projectFiles()).toEqual(before);
  });
});

test("leaves nothing behind when it is interrupted in the middle of the deploy", async () => {
  const { child, ended } = place.start(["demo"]);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  while (!stderr.includes("workspace ready")) await sleep(20);
  await sleep(2500);
  child.kill("SIGINT");
  const { code } = await ended;
  expect(code).toBe(130);
  expect(readdirSync(place.tmp).filter((name) => !name.startsWith("tsx-"))).toEqual([]);
});

describe("npm start with nothing to deploy", () => {
  test.each([
    ["an empty file", "", "is empty"],
    ["no integrations", "integrations: {}", "has nothing to deploy: it has no integrations."],
    [
      "absent ones only",
      "integrations: { clevertap: { catalog: c, schema: s, absent: true } }",
      "has nothing to deploy: all its integrations are absent: true.",
    ],
  ])("%s: says so, and which command describes a tool", async (_, yaml, said) => {
    const config = place.path("nothing.yaml");
    writeFileSync(config, yaml);
    const { code, stdout, stderr } = await place.run(["demo"], { ONRAMP_CONFIG: config });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).toContain("npm run onramp -- init");
    expect(stderr).not.toContain("cdktf deploy ");
    expect(stdout).toBe("");
  });
});
