import { stateLocation } from "../../lib/terraform/state-location";
import type { OnrampConfig } from "../../lib/config/resolved";
import { settle } from "../../stacks/settle";
import { buildStacks, type Seen } from "../../stacks/workspace-stack";
import { config, integration } from "../support/config-fixture";
import { Template, testApp } from "../support/template";

function lifecycle(seen: Seen | undefined, type: string, made: OnrampConfig = config()) {
  const built = buildStacks(testApp(), made, stateLocation(made, {}, "/project"), seen);
  if (seen) settle(built, made, seen);
  const [stack] = built;
  return new Template(stack!).resource(type).lifecycle as {
    readonly ignore_changes?: readonly string[];
    readonly precondition?: readonly object[];
  };
}

function held(): Seen {
  const made = config();
  const [stack] = buildStacks(testApp(), made, stateLocation(made, {}, "/project"));
  const template = new Template(stack!);
  const resource = (type: string) => ({
    stack: "onramp",
    mode: "managed" as const,
    type,
    address: `${type}.${template.idOf(type)}`,
    instances: [{ attributes: {} }],
  });
  return { states: [resource("databricks_catalog"), resource("databricks_schema")] };
}

test("what no state holds has nothing to keep", () => {
  expect(lifecycle({ states: [] }, "databricks_catalog")).toEqual(lifecycle(undefined, "databricks_catalog"));
  expect(lifecycle({ states: [] }, "databricks_schema")).toBeUndefined();
});

test("what a state holds keeps its storage and what else the file does not say, and needs no place for its data", () => {
  const catalog = lifecycle(held(), "databricks_catalog");
  expect(catalog.ignore_changes).toEqual(expect.arrayContaining(["storage_root", "comment"]));
  expect(catalog.precondition).toBeUndefined();
  expect(lifecycle(held(), "databricks_schema").ignore_changes).toContain("storage_root");
});

test("where nobody knows the states, everything may be there, and a new catalog still needs a place", () => {
  const catalog = lifecycle({}, "databricks_catalog");
  expect(catalog.ignore_changes).toContain("storage_root");
  expect(JSON.stringify(catalog)).toContain("storage_root), 0) > 0 || try(length(self.storage_root), 0) > 0");
});

test("what the file says is not passed over", () => {
  const said = config({ integrations: [integration("clevertap", { catalog: { name: "c", comment: "ours" } })] });
  expect(lifecycle({}, "databricks_catalog", said).ignore_changes).not.toContain("comment");
});
