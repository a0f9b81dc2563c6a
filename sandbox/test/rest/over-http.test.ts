import { type IncomingMessage, type RequestOptions, type Server, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { harness, SCIM, UC } from "./harness";

/* What only a socket shows: how clients frame their requests. */

let server: Server;
let send: (
  options: RequestOptions,
  chunks?: readonly (string | Buffer)[],
) => Promise<{ status?: number; body: string }>;
const made = harness();
const authorization = `Bearer ${made.admin.token}`;

beforeAll(async () => {
  const listener = getRequestListener(made.app.fetch);
  server = createServer((req, res) => void listener(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  send = (options, chunks = []) =>
    new Promise((resolve, reject) => {
      const call = request({ port, host: "127.0.0.1", agent: false, ...options }, (answer: IncomingMessage) => {
        text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject);
      });
      call.on("error", reject);
      chunks.forEach((chunk) => call.write(chunk));
      call.end();
    });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test("reads a chunked form at the token endpoint", async () => {
  const tool = made.addPrincipal();
  const { value } = made.workspace.credentials.createSecret(made.workspace.admin, tool.record);
  const headers = {
    authorization: `Basic ${Buffer.from(`${tool.name}:${value}`).toString("base64")}`,
    "content-type": "application/x-www-form-urlencoded",
    "transfer-encoding": "chunked",
  };
  const chunks = ["grant_type=client_", "credentials&scope=all-apis"];
  expect(await send({ method: "POST", path: "/oidc/v1/token", headers }, chunks)).toMatchObject({ status: 200 });
});

test.each([`${UC}/catalogs/main?`, `http://adb-1.2.azuredatabricks.net${UC}/catalogs/main?`])(
  "routes the request target %s",
  async (path) => {
    expect(await send({ path, headers: { authorization } })).toMatchObject({ status: 200 });
  },
);

test("takes SCIM's media type on a DELETE without a body", async () => {
  const { record } = made.addPrincipal();
  const headers = { authorization, "content-type": "application/scim+json; charset=utf-8" };
  const path = `${SCIM}/ServicePrincipals/${record.id}`;
  expect(await send({ method: "DELETE", path, headers })).toEqual({ status: 204, body: "" });
});

test("refuses a body that is too large by its length", async () => {
  const headers = { authorization, "content-length": 5 * 1024 * 1024 };
  const answer = await send({ method: "POST", path: `${UC}/catalogs`, headers }, [Buffer.alloc(5 * 1024 * 1024)]);
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.body)).toMatchObject({ error_code: "PAYLOAD_TOO_LARGE" });
});
