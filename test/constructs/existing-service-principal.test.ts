import { TerraformOutput } from "cdktf";
import { Catalog, Credential, joinGroup, ServicePrincipal, SqlWarehouse } from "../../constructs";
import { Template, testStack } from "../support/template";

const APPLICATION = "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f";

test("an existing principal is looked up by its application id, and only what is granted to it is made", () => {
  const { stack } = testStack();
  const principal = ServicePrincipal.fromLookup(stack, "tool", { existing: APPLICATION.toUpperCase() });
  const { servicePrincipalId: id, displayName: name } = principal;
  new TerraformOutput(stack, "o", { value: { id, name }, staticId: true });
  Catalog.fromCatalogName(stack, "c", "c").grantUse(principal);
  const template = new Template(stack);
  expect(principal.applicationId).toBe(APPLICATION);
  const data = template.json.data!.databricks_service_principal!;
  expect(Object.values(data)).toEqual([{ application_id: APPLICATION }]);
  const lookup = `data.databricks_service_principal.${Object.keys(data)[0]}`;
  expect(template.output("o")).toEqual({ id: `\${${lookup}.id}`, name: `\${${lookup}.display_name}` });
  expect(template.json.resource).toEqual({
    databricks_grant: {
      [template.idOf("databricks_grant")]: { principal: APPLICATION, catalog: "c", privileges: ["USE_CATALOG"] },
    },
  });
});

test("an existing principal that was the stack's own is forgotten", () => {
  const [before, after] = [testStack().stack, testStack().stack];
  new ServicePrincipal(before, "tool", { displayName: "tool" });
  ServicePrincipal.fromLookup(after, "tool", { existing: APPLICATION, wasOwn: true });
  const from = `databricks_service_principal.${new Template(before).idOf("databricks_service_principal")}`;
  expect(new Template(after).json.removed).toEqual([{ from, lifecycle: [{ destroy: false }] }]);
});

test("with a refusal every grant for the principal has a condition that is never met", () => {
  const { stack } = testStack();
  const principal = ServicePrincipal.fromLookup(stack, "tool", { existing: APPLICATION, refusal: "Not now." });
  const other = new ServicePrincipal(stack, "other", { displayName: "other" });
  for (const each of [principal, other]) Catalog.fromCatalogName(stack, each.node.id + "_c", "c").grantUse(each);
  const template = new Template(stack);
  const [id] = Object.keys(template.json.data!.databricks_service_principal!);
  const grants = Object.values(template.resources("databricks_grant"));
  expect(grants.map(({ lifecycle }) => lifecycle)).toEqual([
    undefined,
    {
      precondition: [
        { condition: `\${(data.databricks_service_principal.${id}.id == "refused")}`, error_message: "Not now." },
      ],
    },
  ]);
});

test("a group is looked up once, and a principal joins it once, however often and for what reason it is named", () => {
  const { stack } = testStack();
  const adopted = ServicePrincipal.fromLookup(stack, "a", { existing: APPLICATION, groups: ["BI Users", "tokens"] });
  const created = new ServicePrincipal(stack, "c", { displayName: "c", groups: ["BI Users"] });
  const warehouse = SqlWarehouse.fromLookup(stack, "w", { existing: "w", viaGroup: "bi users" });
  for (const principal of [adopted, created]) warehouse.grantUse(principal);
  const template = new Template(stack);
  const groups = template.json.data!.databricks_group!;
  expect(Object.values(groups)).toEqual([
    { display_name: "BI Users", recursive: false },
    { display_name: "tokens", recursive: false },
  ]);
  const [bi, tokens] = Object.keys(groups).map((id) => `\${data.databricks_group.${id}.id}`);
  const adoptedId = `\${data.databricks_service_principal.${Object.keys(template.json.data!.databricks_service_principal!)[0]}.id}`;
  const createdId = `\${databricks_service_principal.${template.idOf("databricks_service_principal")}.id}`;
  expect(Object.values(template.resources("databricks_group_member"))).toEqual([
    { group_id: bi, member_id: adoptedId },
    { group_id: tokens, member_id: adoptedId },
    { group_id: bi, member_id: createdId },
  ]);
});

test.each(["aws", "azure"] as const)("a token on %s waits for groups, of which one may allow tokens", (cloud) => {
  const { stack, workspace } = testStack({ cloud });
  const principal = new ServicePrincipal(stack, "p", { displayName: "p" });
  new Credential(stack, "t", { workspace, principal, kind: "pat", lifetimeDays: 1 });
  joinGroup(principal, "token users");
  const template = new Template(stack);
  const token = template.resource(cloud === "azure" ? "databricks_token" : "databricks_obo_token");
  expect(token.depends_on).toEqual([`databricks_group_member.${template.idOf("databricks_group_member")}`]);
});

test.each<[string, object]>([
  [APPLICATION, { application_id: APPLICATION }],
  ["4711", { scim_id: "4711" }],
  ["CleverTap", { display_name: "CleverTap" }],
])("%s is looked up by what it is", (existing, lookup) => {
  const { stack } = testStack();
  ServicePrincipal.fromLookup(stack, "p", { existing });
  expect(Object.values(new Template(stack).json.data?.databricks_service_principal ?? {})).toMatchObject([lookup]);
});

test("refuses a principal that is not named", () => {
  expect(() => ServicePrincipal.fromLookup(testStack().stack, "p", { existing: " " })).toThrow(
    "existing is empty, allowed are its application id, numeric id or display name",
  );
});

test("refuses a second construct for the same principal, which would undo the grants of the first", () => {
  const { stack } = testStack();
  ServicePrincipal.fromLookup(stack, "a", { existing: APPLICATION });
  expect(() => ServicePrincipal.fromLookup(stack, "b", { existing: APPLICATION.toUpperCase() })).toThrow(
    "test/a stands for already; two would undo each other's grants",
  );
});

test("refuses a group without a name", () => {
  expect(() => new ServicePrincipal(testStack().stack, "p", { displayName: "p", groups: [" "] })).toThrow(
    "a group's name is empty",
  );
});
