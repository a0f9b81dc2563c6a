import { execFileSync } from "node:child_process";
import { childEnvironment } from "../../cli/child-environment";
import { exportLines, undoLine } from "../../cli/shell-lines";

const foreign = {
  DATABRICKS_HOST: "https://real.example",
  DATABRICKS_TOKEN: "real-token",
  DATABRICKS_CONFIG_PROFILE: "prod",
  ARM_CLIENT_ID: "a",
  AZURE_CONFIG_DIR: "b",
  GOOGLE_CREDENTIALS: "c",
  TF_CLI_ARGS: "-x",
  TF_CLI_ARGS_apply: "-y",
  TF_DATA_DIR: "/elsewhere",
  TF_REATTACH_PROVIDERS: "{}",
  TF_WORKSPACE: "prod",
  ONRAMP_SANDBOX: "old",
  ONRAMP_SANDBOX_STATE: "/old",
};

test("a child of the sandbox sees nothing that points elsewhere, and the rest of the environment", () => {
  const kept = { PATH: "/bin", HOME: "/home/me", GOOGLE_APPLICATION_CREDENTIALS: "g", ONRAMP_CONFIG: "my.yaml" };
  const added = { DATABRICKS_HOST: "https://localhost:1", ONRAMP_SANDBOX: "new" };
  expect(childEnvironment({ ...foreign, ...kept }, added)).toEqual({ ...kept, ...added });
});

describe("the lines a person copies", () => {
  const variables = { DATABRICKS_TOKEN: "it's; $HOME", SSL_CERT_FILE: "/tmp/ca.pem", ONRAMP_SANDBOX: "s1" };

  /** Runs `lines` in a shell and gives the variables it has afterwards. */
  function shell(lines: readonly string[], env: NodeJS.ProcessEnv): Record<string, unknown> {
    const script = `${lines.join("\n")}\n"${process.execPath}" -p "JSON.stringify(process.env)"`;
    const output = execFileSync("/bin/sh", ["-c", script], { env, encoding: "utf8" });
    return JSON.parse(output) as Record<string, unknown>;
  }

  test("set the variables whatever characters are in them, and unset what points elsewhere", () => {
    const after = shell(exportLines(variables, ["ARM_CLIENT_ID"], false), { ARM_CLIENT_ID: "a", KEPT: "k" });
    expect(after).toMatchObject({ ...variables, KEPT: "k" });
    expect(after).not.toHaveProperty("ARM_CLIENT_ID");
  });

  test("are undone by one line, which gives back what was there but shows no secret", () => {
    const env = { SSL_CERT_FILE: "/company's.pem", DATABRICKS_TOKEN: "real-token" };
    const undo = undoLine(variables, env, false);
    expect(undo).not.toContain("real-token");
    const after = shell([...exportLines(variables, [], false), undo], env);
    expect(after).toMatchObject({ SSL_CERT_FILE: "/company's.pem" });
    expect(after).not.toHaveProperty("DATABRICKS_TOKEN");
    expect(after).not.toHaveProperty("ONRAMP_SANDBOX");
  });

  test("are PowerShell's on Windows", () => {
    expect(exportLines({ A: "it's" }, ["B", "C"], true)).toEqual(["Remove-Item Env:B, Env:C", "$env:A = 'it''s'"]);
  });
});
