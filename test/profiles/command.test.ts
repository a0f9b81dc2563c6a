import { runCli } from "../../scripts/cli/main";
import { PROFILES } from "../../profiles";
import { testContext } from "../support/context";

async function onramp(...args: string[]) {
  const { context, out, err } = testContext();
  const code = await runCli(args, context);
  return { code, out: out(), err: err() };
}

test("lists every profile with what it does, unverified privileges marked", async () => {
  const { code, out } = await onramp("tools");
  expect(code).toBe(0);
  for (const [tool, { name }] of PROFILES)
    expect(out).toMatch(new RegExp(`^${tool} .*${name.replace(/[()]/g, ".")}`, "m"));
  expect(out).toMatch(/^kater .*\(privileges unverified\)$/m);
  expect(out).toMatch(/^clevertap .*[^)]$/m);
});

test("explains one: what it gets and why, its words, its form, its steps, its sources", async () => {
  const { code, out } = await onramp("tools", "kater");
  expect(code).toBe(0);
  expect(out).toContain(
    "What it gets, and what that allows (unverified)\n  on what read: names: SELECT — may read rows\n",
  );
  expect(out).toMatch(/In Kater's words\n {2}asks for metadata .* → USE CATALOG and USE SCHEMA/);
  expect(out).toContain("  Warehouse ID: <warehouse id> (the id alone, not the HTTP path)\n");
  expect(out).toMatch(/10\. When read: has grown, press Refresh/);
  expect(out).toContain("Mind: for every varchar column");
  expect(out).toContain("Kater docs, Databricks; 2026-11-21, read in full");
});

test.each([...PROFILES.keys()])(
  "explains %s without a placeholder left, and within 100 columns but for what is copied",
  async (tool) => {
    const { out } = await onramp("tools", tool);
    expect(out).not.toMatch(/undefined|\{\w+\}|\[object/);
    const long = out.split("\n").filter((line) => line.length > 100 && !/https:|\S{60}/.test(line));
    expect(long).toEqual([]);
  },
);

test("shows both forms, and what is asked for and refused", async () => {
  const { out } = await onramp("tools", "qualytics", "segment-storage");
  expect(out).toContain("Form: Databricks datastore › Enrichment Datastore");
  expect(out).toContain("Steps with enrichment");
  expect(out).toMatch(/asks for and does not get\n {2}ALL PRIVILEGES on the catalog\. Instead: [^]*Why: /);
});

test("--json is one document that says how well each part is founded", async () => {
  const { out } = await onramp("tools", "--json");
  const profiles = JSON.parse(out) as { tool: string; readings: Record<string, string> }[];
  expect(profiles.map(({ tool }) => tool)).toEqual([...PROFILES.keys()]);
  expect(profiles.find(({ tool }) => tool === "kater")?.readings).toMatchObject({
    form: "in full",
    privileges: "unverified",
  });
});

test("refuses an unknown tool and names the nearest", async () => {
  const { code, out, err } = await onramp("tools", "katr");
  expect(code).toBe(2);
  expect(err).toMatch(/There is no profile "katr"; [^]*did you mean "kater"\?/);
  expect(out).toBe("");
});
