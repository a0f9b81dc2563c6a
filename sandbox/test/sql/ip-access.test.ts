import type { SqlRequest } from "../../sql";
import { type Harness, run, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  const { workspace } = harness;
  // Not through the API, which would not let anybody lock itself out.
  const list = { id: "l", label: "office", type: "ALLOW", enabled: true, addresses: ["10.0.0.0/8"] } as const;
  const change = { createdAt: 0, createdById: "1", updatedAt: 0, updatedById: "1" };
  workspace.data.ipAccessLists.set("l", { ...list, addresses: [...list.addresses], ...change });
});
afterAll(() => harness.close());

/** What the driver throws for a status that is no success. */
interface THTTPException {
  readonly statusCode: number;
  readonly response: { readonly headers: Headers };
}

async function failureOf(request: Promise<unknown>): Promise<THTTPException> {
  try {
    await request;
  } catch (error) {
    return error as THTTPException;
  }
  throw new Error("was not refused");
}

const switchTo = (on: boolean) => harness.workspace.data.settings.set("enableIpAccessLists", String(on));
const blocked = () =>
  `Source IP address: 127.0.0.1 is blocked by Databricks IP ACL for workspace: ${harness.workspace.data.identity.workspaceId}`;

test("refuses clients from an address that is not listed, in the middle of a session too", async () => {
  const session = await harness.connect();
  await run(session, "SELECT 1");
  switchTo(true);
  for (const refused of [run(session, "SELECT 1"), harness.connect()]) {
    const { statusCode, response } = await failureOf(refused);
    expect([statusCode, response.headers.get("x-databricks-error-or-redirect-message")]).toEqual([
      403,
      `403: ${blocked()}`,
    ]);
  }
  switchTo(false);
  await run(session, "SELECT 1");
});

test("lets in a listed address", async () => {
  switchTo(true);
  const request: SqlRequest = { path: harness.path, bearer: harness.adminToken, body: Buffer.from("x") };
  expect(await harness.endpoint.handle({ ...request, address: "192.0.2.7" })).toMatchObject({
    status: 403,
    body: JSON.stringify({ error_code: 403, message: blocked().replace("127.0.0.1", "192.0.2.7") }),
  });
  expect(await harness.endpoint.handle({ ...request, address: "::ffff:10.1.1.1" })).toMatchObject({ status: 400 });
});
