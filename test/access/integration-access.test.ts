import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { stateLocation } from "../../lib/terraform/state-location";
import { loadConfig, type OnrampConfig } from "../../lib/config";
import { accessOf } from "../../lib/access/integration-access";
import { buildStacks } from "../../stacks/workspace-stack";
import { fullName } from "../../lib/databricks/securable";
import { everyEntry, sharing } from "../profiles-e2e/every-entry";
import { Template, testApp } from "../support/template";

const env = { DATABRICKS_HOST: "https://dbc-1.cloud.databricks.com" };

function load(yaml: object): OnrampConfig {
  const cwd = mkdtempSync(join(tmpdir(), "onramp-inventory-"));
  try {
    writeFileSync(join(cwd, "onramp.yaml"), stringify(yaml));
    return loadConfig({ cwd, env }).config;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Securable → privileges of the grants in a stack to one integration's principal; sets that depend on the metastore as text. */
function granted(template: Template, integration: string): Record<string, string> {
  const grants = Object.values(template.resources("databricks_grant")).filter(({ principal }) =>
    new RegExp(`\\.integrations_${integration}_principal_[0-9A-F]{8}\\.`).test(String(principal)),
  );
  return Object.fromEntries(
    grants.map(({ catalog, schema, table, privileges }) => [
      String(table ?? schema ?? catalog),
      (String(privileges).match(/\b[A-Z]+(_[A-Z]+)*\b/g) ?? []).sort().join(" "),
    ]),
  );
}

test("is what the stack grants, for every profile and variant", () => {
  const config = load(sharing(everyEntry()));
  const [stack] = buildStacks(testApp(), config, stateLocation(config, {}, "/project"));
  const template = new Template(stack!);
  for (const integration of config.integrations) {
    const expected = accessOf(config, integration).map(({ on, privileges, possible }): [string, string] => [
      fullName(on),
      [...new Set([...privileges, ...possible])].sort().join(" "),
    ]);
    expect([integration.name, granted(template, integration.name)]).toEqual([
      integration.name,
      Object.fromEntries(expected),
    ]);
  }
});
