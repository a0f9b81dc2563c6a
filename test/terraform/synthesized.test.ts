import { join } from "node:path";
import type { StateLocation } from "../../lib/terraform/state-location";
import { lastSynthesized } from "../../lib/terraform/synthesized";
import { scratchFolder } from "../support/state-files";

let at: ReturnType<typeof scratchFolder>;
beforeEach(() => {
  at = scratchFolder();
});
afterEach(() => at.remove());

const PATH = "onramp/integrations/kater/principal/groups/tools";

function written(text?: string): string[] {
  const location: StateLocation = { folder: join(at.root, "states"), backend: { kind: "local" } };
  if (text !== undefined) at.write("cdktf.out/stacks/onramp/cdk.tf.json", text);
  return lastSynthesized(location, "onramp", join(at.root, "cdktf.out"), "databricks_group_member");
}

function synthesized(path: string): string {
  const member = { m: { "//": { metadata: { path: PATH } } } };
  return JSON.stringify({
    terraform: { backend: { local: { path } } },
    resource: { databricks_group_member: member, databricks_catalog: member },
  });
}

test("tells the paths of what was synthesized last for this workspace", () => {
  expect(written(synthesized("../../../states/onramp.tfstate"))).toEqual([PATH]);
});

test.each([
  ["another workspace", synthesized("../../../others/onramp.tfstate")],
  ["a stack without resources", JSON.stringify({ terraform: { backend: {} } })],
  ["a file that is cut short", synthesized("../../../states/onramp.tfstate").slice(0, -9)],
  ["nothing", undefined],
])("tells nothing for %s", (_, text) => {
  expect(written(text)).toEqual([]);
});
