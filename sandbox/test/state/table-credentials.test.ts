import { vendTableCredentials } from "../../state/table-credentials";
import { harness } from "./harness";

const NEEDED = ["USE_SCHEMA", "SELECT", "EXTERNAL_USE_SCHEMA"] as const;

function withGrants(...privileges: string[]) {
  const made = harness();
  const tool = made.addPrincipal();
  made.grant(made.schema, tool.record.applicationId, ...privileges);
  const vend = (operation: "READ" | "READ_WRITE" = "READ") =>
    vendTableCredentials(made.workspace, tool.caller, made.table.id, operation);
  return { ...made, tool, vend };
}

test("gives credentials that last an hour, other ones each time", () => {
  const { vend, clock } = withGrants(...NEEDED);
  const [first, second] = [vend(), vend()];
  expect(first.expiresAt).toBe(clock.now + 3_600_000);
  expect(first.secret).not.toBe(second.secret);
});

test.each([
  ["USE_SCHEMA", "User does not have USE SCHEMA on Schema 'main.sales'."],
  ["SELECT", "User does not have SELECT on Table 'main.sales.orders'."],
  ["EXTERNAL_USE_SCHEMA", "User does not have EXTERNAL USE SCHEMA on Schema 'main.sales'."],
])("refuses without %s", (missing, message) => {
  const { vend } = withGrants(...NEEDED.filter((each) => each !== missing));
  expect(() => vend()).toThrow(message);
});

test("refuses to write without MODIFY", () => {
  expect(() => withGrants(...NEEDED).vend("READ_WRITE")).toThrow("User does not have MODIFY");
  expect(() => withGrants(...NEEDED, "MODIFY").vend("READ_WRITE")).not.toThrow();
});

test("refuses everybody when the metastore does not allow it, the owner without a grant, views and shared tables", () => {
  const made = withGrants(...NEEDED);
  const { workspace, unityCatalog, admin, table, schema } = made;
  const vend = (id: string) => () => vendTableCredentials(workspace, admin, id, "READ");
  expect(vend(table.id)).toThrow("EXTERNAL USE SCHEMA"); // the owner of it all
  made.grant(schema, admin.name, "EXTERNAL_USE_SCHEMA");
  expect(vend(table.id)).not.toThrow();
  const view = unityCatalog.createTable(admin, "main", "sales", { name: "v", tableType: "VIEW", columns: [] });
  expect(vend(view.id)).toThrow("'v' is a view");
  expect(vend("none")).toThrow("does not exist");
  workspace.data.externalAccess = false;
  expect(() => made.vend()).toThrow("External data access is not enabled on this metastore.");
});

test("lets only the owner of the catalog grant EXTERNAL USE SCHEMA", () => {
  const { unityCatalog, schema, catalog, admin, addPrincipal, grant } = harness();
  const manager = addPrincipal();
  const name = manager.record.applicationId;
  grant(schema, name, "MANAGE", "USE_SCHEMA");
  const change = () =>
    unityCatalog.grants.change(manager.caller, schema, [{ principal: name, add: ["EXTERNAL USE SCHEMA"] }]);
  expect(change).toThrow("can be granted by the owner of the parent catalog only");
  unityCatalog.update(admin, catalog, { owner: name });
  expect(change).not.toThrow();
});
