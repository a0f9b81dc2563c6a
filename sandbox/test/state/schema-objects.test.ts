import type { TableRecord } from "../../state/records/table";
import { harness } from "./harness";

type Made = ReturnType<typeof harness>;
type Maker = (made: Made, caller: Made["admin"], name: string) => unknown;

const table =
  (tableType: TableRecord["tableType"]): Maker =>
  ({ unityCatalog }, caller, name) =>
    unityCatalog.createTable(caller, "main", "sales", { name, tableType, columns: [] });
const volume: Maker = ({ unityCatalog }, caller, name) =>
  unityCatalog.volumes.create(caller, "main", "sales", { name });
const func: Maker = ({ unityCatalog }, caller, name) =>
  unityCatalog.functions.create(caller, "main", "sales", { name, parameters: [], returnType: "INT", definition: "1" });

/** The message of a refusal; undefined = allowed. */
function refusal(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ["1.0", "a table", "CREATE_TABLE", table("MANAGED")],
  ["1.0", "a view", "CREATE_TABLE", table("VIEW")],
  ["1.0", "a materialized view", "CREATE_MATERIALIZED_VIEW", table("MATERIALIZED_VIEW")],
  ["1.0", "a volume", "CREATE_VOLUME", volume],
  ["1.0", "a function", "CREATE_FUNCTION", func],
  ["1.1", "a table", "CREATE_TABLE", table("MANAGED")],
  ["1.1", "a view", "CREATE_VIEW", table("VIEW")],
  ["1.1", "a materialized view", "CREATE_MATERIALIZED_VIEW", table("MATERIALIZED_VIEW")],
] as const)("in privilege model %s, making %s takes %s and no other right to create", (model, _what, needed, make) => {
  const made = harness({ privilegeModel: model });
  const tool = made.addPrincipal();
  const name = tool.record.applicationId;
  const all = ["CREATE_TABLE", "CREATE_VIEW", "CREATE_MATERIALIZED_VIEW", "CREATE_VOLUME", "CREATE_FUNCTION"];
  const others = all.filter((each) => each !== needed);
  made.grant(made.schema, name, "USE_SCHEMA", ...others);
  expect(refusal(() => make(made, tool.caller, "own"))).toBe(
    `User does not have ${needed.replaceAll("_", " ")} on Schema 'main.sales'.`,
  );
  made.unityCatalog.grants.change(made.admin, made.schema, [{ principal: name, add: [needed], remove: others }]);
  expect(refusal(() => make(made, tool.caller, "own"))).toBeUndefined();
});

describe("volumes", () => {
  test("belong to whoever makes them, and to nobody else", () => {
    const made = harness();
    const [maker, other] = [made.addPrincipal("maker"), made.addPrincipal("other")];
    for (const { record } of [maker, other]) made.grant(made.schema, record.applicationId, "USE_SCHEMA");
    made.grant(made.schema, maker.record.applicationId, "CREATE_VOLUME");
    const { volumes, authorization } = made.unityCatalog;
    const created = volumes.create(maker.caller, "main", "sales", { name: "Stage" });
    expect(authorization.fullName(created)).toBe("main.sales.stage");
    for (const privilege of ["READ_VOLUME", "WRITE_VOLUME", "MANAGE"]) {
      expect(authorization.holds(maker.caller, privilege, created)).toBe(true);
      expect(authorization.holds(other.caller, privilege, created)).toBe(false);
    }
    expect(volumes.list(other.caller, "main", "sales")).toEqual([]);
    expect(refusal(() => volumes.drop(other.caller, "main", "sales", "stage"))).toBe(
      "User does not have READ VOLUME on Volume 'main.sales.stage'.",
    );
  });

  test.each([
    ["READ_VOLUME", true],
    ["WRITE_VOLUME", true],
    ["BROWSE", true],
    ["ALL_PRIVILEGES", true],
    ["SELECT", false],
    ["CREATE_VOLUME", false],
  ])("are shown to a holder of %s on the catalog: %s", (privilege, shown) => {
    const made = harness();
    const tool = made.addPrincipal();
    made.unityCatalog.volumes.create(made.admin, "main", "sales", { name: "stage" });
    made.grant(made.catalog, tool.record.applicationId, "USE_SCHEMA", privilege);
    const found = made.unityCatalog.volumes.list(tool.caller, "main", "sales");
    expect(found.map(({ name }) => name)).toEqual(shown ? ["stage"] : []);
  });

  test("make a schema one that is not empty, and go with it by force", () => {
    const { unityCatalog, admin, workspace } = harness();
    unityCatalog.createSchema(admin, "main", { name: "files" });
    unityCatalog.volumes.create(admin, "main", "files", { name: "stage" });
    expect(refusal(() => unityCatalog.dropSchema(admin, "main", "files"))).toMatch("is not empty");
    unityCatalog.dropSchema(admin, "main", "files", true);
    expect(workspace.data.volumes.size).toBe(0);
  });

  test("keep their grants when they get another name, which must be free", () => {
    const { unityCatalog, admin, addPrincipal, grant } = harness();
    const tool = addPrincipal();
    const created = unityCatalog.volumes.create(admin, "main", "sales", { name: "one" });
    unityCatalog.volumes.create(admin, "main", "sales", { name: "two" });
    grant(created, tool.record.applicationId, "READ VOLUME");
    expect(refusal(() => unityCatalog.volumes.rename(admin, created, "TWO"))).toBe(
      "Volume 'main.sales.two' already exists",
    );
    unityCatalog.volumes.rename(admin, created, "three");
    expect(unityCatalog.authorization.holds(tool.caller, "READ_VOLUME", created)).toBe(true);
    expect(unityCatalog.volumes.find("main", "sales", "one")).toBeUndefined();
  });
});

test.each([
  ["volume", "SELECT"],
  ["volume", "CREATE_VOLUME"],
  ["function", "SELECT"],
  ["table", "READ_VOLUME"],
  ["table", "EXECUTE"],
] as const)("refuses to grant on a %s: %s", (kind, privilege) => {
  const made = harness();
  volume(made, made.admin, "volume");
  func(made, made.admin, "function");
  const name = kind === "table" ? "orders" : kind;
  const securable = made.unityCatalog.securable(made.admin, kind, `main.sales.${name}`);
  const change = () =>
    made.unityCatalog.grants.change(made.admin, securable, [{ principal: "users", add: [privilege] }]);
  expect(refusal(change)).toMatch("is not applicable to this entity type");
});
