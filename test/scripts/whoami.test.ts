import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../scripts/whoami/run";
import { testContext } from "../support/context";

let server: Server;
let cwd: string;
let host: string;
let answer: object;
let authorization: string | undefined;

beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), "onramp-whoami-"));
  writeFileSync(
    join(cwd, "onramp.yaml"),
    "workspace: { cloud: aws }\nintegrations:\n  clevertap: { catalog: c, schema: s }\n",
  );
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

function whoami(env: NodeJS.ProcessEnv, json = false) {
  const test = testContext({ HOME: cwd, ...env });
  return { ...test, done: run({ json }, { ...test.context, cwd }) };
}

test("says host, user and way of signing in, and never the token", async () => {
  const { done, out, err } = whoami({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" });
  expect(await done).toBe(0);
  expect(authorization).toBe("Bearer a-token");
  expect(out()).toBe(
    [`host            ${host}`, "user            me@example.com", "name            Me", "authentication  pat", ""].join(
      "\n",
    ),
  );
  expect(out() + err()).not.toContain("a-token");
});

test("--json is one document", async () => {
  const { done, out } = whoami({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" }, true);
  await done;
  expect(JSON.parse(out())).toEqual({ host, user: "me@example.com", name: "Me", authentication: "pat" });
});

test("refuses to guess a workspace", async () => {
  await expect(whoami({}).done).rejects.toMatchObject({ exitCode: 2, message: "Nothing names a workspace." });
});

test("refuses a host without a way to sign in", async () => {
  await expect(whoami({ DATABRICKS_HOST: host }).done).rejects.toMatchObject({ exitCode: 2 });
});

test("fails when the service does not say who it is", async () => {
  answer = {};
  const { done } = whoami({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "a-token" });
  await expect(done).rejects.toMatchObject({ exitCode: 3, message: `${host} did not say who is signed in.` });
});
