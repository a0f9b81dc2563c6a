import { ServiceError } from "../../lib/databricks/http/service-error";
import { checkTool, READS, type Situation } from "../support/stand-in-tool";
import { denied, PRINCIPAL, type Script } from "../support/stand-in-workspace";

describe("a credential that a person brought", () => {
  const EXTERNAL: Situation = {
    connection: { ...READS.connection, credential: { kind: "pat", external: true } },
  };
  const signedInAs = (user: string): Script => [[/^SELECT current_user/, [{ user }]]];
  const tokens = (...ids: string[]) => ({
    "GET /api/2.0/token/list": {
      body: { token_infos: ids.map((token_id) => ({ token_id, expiry_time: Date.now() + 40 * 86_400_000 })) },
    },
  });

  test("passes when it is the service principal's, and the days it has left are known without its id", async () => {
    const { of, report } = await checkTool("kater", { ...EXTERNAL, routes: tokens("whatever") });
    expect(of("sign-in").status).toBe("PASS");
    expect(report.credential.days_left).toBe(40);
  });

  test("of a person is a warning, and the rest is tried with that person's rights", async () => {
    const script = signedInAs("jo@example.com");
    const { of, report, statements } = await checkTool("kater", { ...EXTERNAL, script });
    expect(of("sign-in")).toMatchObject({
      status: "WARN",
      message: "signed in as the named user jo@example.com",
      cause: expect.stringContaining("when the person leaves") as string,
    });
    expect(of("select").status).toBe("PASS");
    expect(of("privileges").status).toBe("SKIP");
    expect(report.status).toBe("WARN");
    expect(statements.filter((statement) => statement.includes(PRINCIPAL)).length).toBeLessThanOrEqual(1);
  });

  test("fails where the person may less, and does not name the service principal for it", async () => {
    const script: Script = [...signedInAs("jo@example.com"), [/^SELECT \*/, denied("denied")]];
    const { of } = await checkTool("kater", { ...EXTERNAL, script });
    expect(of("select")).toMatchObject({
      status: "FAIL",
      cause: "jo@example.com lacks SELECT on the schema shop.crm",
      fix: expect.stringContaining("with a credential of the service principal clevertap") as string,
    });
  });

  test("what a person may by other ways than grants is not taken for missing", async () => {
    const script: Script = [...signedInAs("jo@example.com"), [/information_schema|^SHOW GRANTS/, []]];
    const { of } = await checkTool("kater", { ...EXTERNAL, script });
    expect(of("select").status).toBe("SKIP");
  });

  test("fails when it is another service principal's", async () => {
    const other = "7e57ed00-0000-4000-8000-000000000002";
    const { of } = await checkTool("kater", { ...EXTERNAL, script: signedInAs(other) });
    expect(of("sign-in")).toMatchObject({ status: "FAIL", cause: expect.stringContaining(other) as string });
    expect(of("visibility").status).toBe("SKIP");
  });

  test("fails when it is of another workspace, and says that it may be", async () => {
    const openSession = () => Promise.reject(new ServiceError("Invalid access token.", { kind: "unauthenticated" }));
    const { of } = await checkTool("kater", { ...EXTERNAL, more: { openSession } });
    expect(of("sign-in")).toMatchObject({
      status: "FAIL",
      cause: expect.stringContaining("of another workspace than localhost") as string,
      fix: expect.stringContaining("create a token for the service principal clevertap") as string,
    });
  });

  test("has no known end when its owner has several", async () => {
    const { of } = await checkTool("kater", { ...EXTERNAL, routes: tokens("a", "b") });
    expect(of("credential")).toMatchObject({
      status: "SKIP",
      message: "the workspace lists several tokens, so its end is not known",
    });
  });
});
