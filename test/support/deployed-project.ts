import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../lib/terraform/connection";

export const SECRET = "not-a-real-token-0123456789abcd3f2a";

/** What a deploy puts out for a CleverTap integration. */
export const connection = (integration: string): Connection => ({
  integration,
  tool: "clevertap",
  host: "localhost",
  port: 40123,
  http_path: "/sql/1.0/warehouses/w",
  warehouse_id: "w",
  warehouse_name: "w",
  auto_stop_minutes: 10,
  catalog: "c",
  schema: "s",
  read: [],
  principal: { application_id: "p", display_name: integration },
  credential: { kind: "pat", id: "t", lifetime_days: 90 },
});

/** Integrations of a project by name, each with what its connection has in the place of CleverTap's. */
export type Deployed = Readonly<Record<string, Partial<Connection>>>;

/**
 * Puts a project with these integrations into `cwd`, deployed in the sandbox `s1`, and gives the environment.
 *
 * @param deployed what is deployed; undefined: never synthesized
 * @param secret of every integration
 */
export function project(
  cwd: string,
  integrations: readonly string[],
  deployed: Deployed | undefined = Object.fromEntries(integrations.map((name) => [name, {}])),
  secret = SECRET,
): NodeJS.ProcessEnv {
  const entries = integrations.map((name) => {
    const { tool = "clevertap" } = deployed?.[name] ?? {};
    const rest = tool === "clevertap" ? `catalog: c_${name}, schema: s` : "read: [samples.nyctaxi]";
    return `  ${name}: { tool: ${tool}, ${rest} }`;
  });
  writeFileSync(join(cwd, "onramp.yaml"), `integrations:\n${entries.join("\n")}\n`);
  const names = Object.keys(deployed ?? {});
  const outputs = {
    connections: {
      value: Object.fromEntries(names.map((name) => [name, { ...connection(name), ...deployed?.[name] }])),
    },
    secrets: {
      value: Object.fromEntries(
        names.filter((name) => !deployed?.[name]?.credential?.external).map((name) => [name, secret]),
      ),
    },
    workspace: { value: "sandbox:s1" },
  };
  writeFileSync(join(cwd, "outputs.json"), JSON.stringify(outputs));
  // Stands in for Terraform: it says its version and prints the outputs.
  writeFileSync(
    join(cwd, "terraform"),
    `#!/bin/sh\ncase "$1" in version) echo "Terraform v1.11.4";; output) cat "${cwd}/outputs.json";; esac\n`,
  );
  chmodSync(join(cwd, "terraform"), 0o755);
  if (deployed !== undefined) {
    const stack = { synthesizedStackPath: "stacks/onramp/cdk.tf.json", workingDirectory: "stacks/onramp" };
    mkdirSync(join(cwd, "cdktf.out", "stacks", "onramp"), { recursive: true });
    writeFileSync(join(cwd, "cdktf.out", "manifest.json"), JSON.stringify({ stacks: { onramp: stack } }));
    const backend = { terraform: { backend: { local: { path: "/nowhere/onramp.tfstate" } } } };
    writeFileSync(join(cwd, "cdktf.out", "stacks", "onramp", "cdk.tf.json"), JSON.stringify(backend));
  }
  return {
    TERRAFORM_BINARY_NAME: join(cwd, "terraform"),
    ONRAMP_SANDBOX: "s1",
    ONRAMP_SANDBOX_CLOUD: "aws",
    ONRAMP_SANDBOX_STATE: join(cwd, "state"),
    DATABRICKS_HOST: "https://localhost:40123",
  };
}
