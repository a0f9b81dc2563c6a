import { ServicePrincipal } from "../../constructs";
import { Template, testStack } from "../support/template";

test("a principal may use SQL warehouses", () => {
  const { stack } = testStack();
  const principal = new ServicePrincipal(stack, "tool", { displayName: "CleverTap" });
  expect(principal.node.defaultChild).toHaveProperty("terraformResourceType", "databricks_service_principal");
  expect(new Template(stack).json.resource).toMatchInlineSnapshot(`
   {
     "databricks_service_principal": {
       "tool_A5A69C7F": {
         "databricks_sql_access": true,
         "display_name": "CleverTap",
       },
     },
   }
  `);
});

test("a principal has the entitlements that are asked for and no other", () => {
  const { stack } = testStack();
  new ServicePrincipal(stack, "tool", { displayName: "tool", entitlements: ["workspace-access"] });
  expect(new Template(stack).resource("databricks_service_principal")).toEqual({
    display_name: "tool",
    workspace_access: true,
  });
});

test("refuses an empty display name", () => {
  expect(() => new ServicePrincipal(testStack().stack, "tool", { displayName: " " })).toThrow("displayName is empty");
});
