import { changeTags } from "../../state/tags";
import { harness } from "./harness";

test("are set, changed and removed by whoever holds APPLY TAG, and by nobody else", () => {
  const { workspace, schema, table, addPrincipal, grant } = harness();
  const tool = addPrincipal();
  const change = (set: Record<string, string>, unset: string[] = []) =>
    changeTags(workspace, tool.caller, table, { set, unset });
  grant(schema, tool.record.applicationId, "USE_SCHEMA", "SELECT", "MODIFY");
  expect(() => change({ pii: "" })).toThrow("User does not have APPLY TAG on Table 'main.sales.orders'.");
  grant(table, tool.record.applicationId, "APPLY_TAG");
  change({ pii: "", team: "bi" });
  change({ team: "crm" }, ["pii", "none"]);
  expect(table.tags).toEqual({ team: "crm" });
  change({}, ["team"]);
  expect(table.tags).toBeUndefined();
});

test.each([
  [{ "": "x" }, "A tag key must have 1 to 255 characters."],
  [{ a: "x".repeat(1001) }, "A tag value may have at most 1000 characters."],
  [Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ""])), "at most 50 tags"],
])("refuses %j", (set, message) => {
  const { workspace, admin, table } = harness();
  expect(() => changeTags(workspace, admin, table, { set })).toThrow(message);
});
