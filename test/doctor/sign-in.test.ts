import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../scripts/doctor/run";
import { testContext } from "../support/context";
import { writeTool } from "../support/stand-in-release";

let server: Server;
let cwd: string;
let terraform: string;
let host: string;
let answer: object;
let authorization: string | undefined;

beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), "onramp-doctor-"));
  terraform = writeTool(cwd, "terraform", "Terraform v1.11.4");
  answer = { userName: "me@example.com", displayName: "Me" };
  server = createServer((request, response) => {
    authorization = request.headers.authorization;
    response.setHeader("content-type", "application/json");
    response.end(request.url === "/api/2.0/preview/scim/v2/Me" ? JSON.stringify(answer) : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  rmSync(cwd, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function doctor(env: NodeJS.ProcessEnv, json = false) {
  const test = testContext({ HOME: cwd, TERRAFORM_BINARY_NAME: terraform, ...env });
  return { ...test, done: run({ json }, { ...test.context, cwd }) };
}

describe("before there is an onramp.yaml", () => {
  test("the first line says who is signed in where and how, the last what to do next, and nothing shows the token", async () => {
    const { done, out, err } = doctor({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" });
    expect(await done).toBe(0);
    expect(authorization).toBe("Bearer a-token");
    const lines = out().trimEnd().split("\n");
    expect(lines[0]).toBe(`Signed in to ${host} as me@example.com (Me) by pat`);
    expect(lines.at(-1)).toBe("Next: npm run onramp -- init");
    expect(out() + err()).not.toContain("a-token");
  });

  test("--json is one document", async () => {
    const { done, out } = doctor({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" }, true);
    await done;
    expect(JSON.parse(out())).toMatchObject({
      host,
      signedIn: { user: "me@example.com", name: "Me", authentication: "pat" },
      status: "PASS",
    });
  });

  test("refuses to guess a workspace", async () => {
    await expect(doctor({}).done).rejects.toMatchObject({ exitCode: 2, message: "Nothing names a workspace." });
  });

  test("refuses a host without a way to sign in", async () => {
    await expect(doctor({ DATABRICKS_HOST: host }).done).rejects.toMatchObject({ exitCode: 2 });
  });

  test("fails, and signs nobody in, when the service does not say who it is", async () => {
    answer = {};
    const { done, out } = doctor({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" });
    expect(await done).not.toBe(0);
    expect(out()).toContain(`Not signed in to ${host}\n`);
    expect(out()).toMatch(/FAIL {2}sign-in/);
    expect(out()).not.toContain("Next:");
  });

  test("has nothing to mend", async () => {
    const test = testContext({ HOME: cwd, DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" });
    await expect(run({ fix: true }, { ...test.context, cwd })).rejects.toMatchObject({ exitCode: 2 });
  });
});

test("with an onramp.yaml the first line is the same", async () => {
  writeFileSync(
    join(cwd, "onramp.yaml"),
    "workspace: { cloud: aws }\nintegrations: { dbt: { catalog: c, schema: s } }\n",
  );
  const { done, out } = doctor({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" });
  await done;
  expect(out()).toMatch(`Signed in to ${host} as me@example.com (Me) by pat\n`);
});
