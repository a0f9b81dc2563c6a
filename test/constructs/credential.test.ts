import { Credential, ServicePrincipal, type CredentialProps } from "../../constructs";
import type { Cloud } from "../../lib/databricks/host";
import { Template, testStack } from "../support/template";

function credential(cloud: Cloud | undefined, props: Pick<CredentialProps, "kind" | "lifetimeDays" | "comment">) {
  const { stack, workspace } = testStack({ cloud, host: "https://adb-1.2.azuredatabricks.net" });
  const principal = new ServicePrincipal(stack, "tool", { displayName: "tool" });
  return { stack, credential: new Credential(stack, "credential", { workspace, principal, ...props }) };
}

test.each(["aws", "gcp", undefined] as const)("a token on %s is made on behalf of the principal", (cloud) => {
  const { stack, credential: token } = credential(cloud, { kind: "pat", lifetimeDays: 90, comment: "onramp:tool" });
  const template = new Template(stack);
  expect(token.node.defaultChild).toHaveProperty("terraformResourceType", "databricks_obo_token");
  expect(template.resource("databricks_obo_token")).toEqual({
    application_id: `\${databricks_service_principal.${template.idOf("databricks_service_principal")}.application_id}`,
    lifetime_seconds: 90 * 86_400,
    comment: "onramp:tool",
    lifecycle: { create_before_destroy: true },
  });
  expect(template.json.provider!.databricks).toHaveLength(1);
});

test("a token on Azure is made by the principal itself, signed in with a secret that outlives it", () => {
  const { stack } = credential("azure", { kind: "pat", lifetimeDays: 90, comment: "onramp:tool" });
  const { provider, resource } = new Template(stack).json;
  expect({ provider, resource }).toMatchInlineSnapshot(`
   {
     "provider": {
       "databricks": [
         {
           "host": "https://adb-1.2.azuredatabricks.net",
           "rate_limit": 50,
         },
         {
           "alias": "credential",
           "auth_type": "oauth-m2m",
           "client_id": "\${databricks_service_principal.tool_A5A69C7F.application_id}",
           "client_secret": "\${databricks_service_principal_secret.credential_secret_68ED8F42.secret}",
           "host": "https://adb-1.2.azuredatabricks.net",
           "rate_limit": 50,
         },
       ],
     },
     "resource": {
       "databricks_service_principal": {
         "tool_A5A69C7F": {
           "databricks_sql_access": true,
           "display_name": "tool",
         },
       },
       "databricks_service_principal_secret": {
         "credential_secret_68ED8F42": {
           "lifecycle": {
             "create_before_destroy": true,
           },
           "lifetime": "63072000s",
           "service_principal_id": "\${databricks_service_principal.tool_A5A69C7F.id}",
         },
       },
       "databricks_token": {
         "credential_F204A57E": {
           "comment": "onramp:tool",
           "lifecycle": {
             "create_before_destroy": true,
           },
           "lifetime_seconds": 7776000,
           "provider": "databricks.credential",
         },
       },
     },
   }
  `);
});

test("an OAuth secret lives as long as asked, on Azure as well", () => {
  const { stack, credential: secret } = credential("azure", { kind: "oauth", lifetimeDays: 30 });
  const template = new Template(stack);
  expect(secret.node.defaultChild).toHaveProperty("terraformResourceType", "databricks_service_principal_secret");
  expect(template.resource("databricks_service_principal_secret")).toEqual({
    service_principal_id: `\${databricks_service_principal.${template.idOf("databricks_service_principal")}.id}`,
    lifetime: `${30 * 86_400}s`,
    lifecycle: { create_before_destroy: true },
  });
  expect(template.json.provider!.databricks).toHaveLength(1);
});

test.each<[Cloud, Pick<CredentialProps, "kind" | "lifetimeDays">, string]>([
  ["aws", { kind: "pat", lifetimeDays: 0 }, "lifetimeDays is 0, allowed is a whole number from 1 to 730"],
  ["aws", { kind: "pat", lifetimeDays: 10_000 }, "lifetimeDays is 10000"],
  ["azure", { kind: "pat", lifetimeDays: 701 }, "lifetimeDays is 701, allowed is a whole number from 1 to 700"],
  ["gcp", { kind: "oauth", lifetimeDays: 1.5 }, "lifetimeDays is 1.5"],
  ["aws", { kind: "password" as "pat", lifetimeDays: 1 }, "kind is password, allowed are pat, oauth"],
])("refuses on %s %j", (cloud, props, message) => {
  expect(() => credential(cloud, props)).toThrow(message);
});
