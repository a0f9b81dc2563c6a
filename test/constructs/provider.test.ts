import { WorkspaceProvider } from "../../constructs";
import { Template, testStack } from "../support/template";

test("without a host the environment decides, and the rate is raised", () => {
  expect(new Template(testStack().stack).json.provider).toEqual({ databricks: [{ rate_limit: 50 }] });
});

test("host, profile and rate arrive; nothing secret is in it", () => {
  const { stack, workspace } = testStack({ host: "https://x.cloud.databricks.com", profile: "prod", rateLimit: 7 });
  expect(workspace.node.defaultChild).toHaveProperty("terraformResourceType", "databricks");
  expect(new Template(stack).json.provider).toEqual({
    databricks: [{ host: "https://x.cloud.databricks.com", profile: "prod", rate_limit: 7 }],
  });
});

test.each([
  [{ host: "x.cloud.databricks.com" }, "host is x.cloud.databricks.com, allowed is https://… without a path"],
  [{ host: "https://x.cloud.databricks.com/?o=1" }, "without a path"],
  [{ cloud: "ibm" as "aws" }, "cloud is ibm, allowed are aws, azure, gcp"],
  [{ rateLimit: 0 }, "rateLimit is 0, allowed is a number above 0"],
])("refuses %j", (props, message) => {
  const { stack } = testStack();
  expect(() => new WorkspaceProvider(stack, "other", props)).toThrow(message);
});
