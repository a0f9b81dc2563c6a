import { priorPrivileges } from "../../lib/access/prior-privileges";
import { fullName } from "../../lib/databricks/securable";
import { clevertap, InWorkspace } from "../support/in-workspace";

let at: InWorkspace;
let principal: string;

beforeEach(() => {
  at = new InWorkspace();
  principal = at.workspace.principals.addServicePrincipal({ displayName: "old" }).applicationId;
});
afterEach(() => at.close());

/** CleverTap in a catalog and schema that are there, reading a table of `main`. */
const adopting = (more = {}) =>
  clevertap({
    principal: { existing: principal, groups: [] },
    catalog: { name: "sandbox", existing: true },
    schema: { name: "later" },
    read: [{ catalog: "main", schema: "default", table: "t" }],
    ...more,
  });

function grant(kind: string, name: string, who: string, ...add: string[]) {
  const { unityCatalog, admin } = at.workspace;
  unityCatalog.grants.change(admin, unityCatalog.securable(admin, kind, name), [{ principal: who, add }]);
}

const found = async (config = adopting(), managed = at.managed()) =>
  (await priorPrivileges(config, managed, at.rest)).map(
    ({ on, privileges }) => `${fullName(on)}: ${privileges.join(" ")}`,
  );

test("are all that it holds directly where it will be granted something, the way there included", async () => {
  grant("catalog", "main", principal, "USE_CATALOG", "SELECT");
  grant("catalog", "sandbox", principal, "ALL_PRIVILEGES");
  expect((await found()).sort()).toEqual(["main: SELECT USE_CATALOG", "sandbox: ALL_PRIVILEGES"]);
});

test("are not what it holds elsewhere, what others hold there, or what comes through a group", async () => {
  const other = at.workspace.principals.addServicePrincipal({ displayName: "other" }).applicationId;
  grant("catalog", "samples", principal, "BROWSE");
  grant("catalog", "sandbox", other, "USE_CATALOG");
  grant("catalog", "sandbox", "account users", "USE_CATALOG");
  expect(await found()).toEqual([]);
});

test("are not what a state holds", async () => {
  grant("catalog", "sandbox", principal, "USE_CATALOG", "BROWSE");
  const managed = at.managed({ grants: [{ principal, on: "sandbox", privileges: ["USE_CATALOG"] }] });
  expect(await found(adopting(), managed)).toEqual(["sandbox: BROWSE"]);
});

test("are accepted by replaceGrants, and of no matter for an absent integration or a new principal", async () => {
  grant("catalog", "sandbox", principal, "BROWSE");
  for (const more of [{ replaceGrants: true }, { absent: true }, { principal: { displayName: "new", groups: [] } }]) {
    expect(await found(adopting(more))).toEqual([]);
  }
});

test("come with the line that accepts them", async () => {
  grant("catalog", "sandbox", principal, "BROWSE");
  expect(await priorPrivileges(adopting(), at.managed(), at.rest)).toMatchObject([
    {
      integration: "clevertap",
      principal,
      replaceGrants: { under: "integrations.clevertap", line: "replaceGrants: true" },
    },
  ]);
});
