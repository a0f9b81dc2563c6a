import { ServicePrincipal } from "../../constructs";
import { Template, testStack } from "../template";

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

test("refuses an empty display name", () => {
  expect(() => new ServicePrincipal(testStack().stack, "tool", { displayName: " " })).toThrow("displayName is empty");
});
