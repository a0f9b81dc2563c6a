import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCheck } from "../../lib/check/run";
import { PROFILES } from "../../profiles";
import { Secret } from "../../lib/databricks/secret";
import { openSqlSession } from "../../lib/databricks/sql/session";
import { admin, setUp } from "../support/clevertap-in-sandbox";
import { GROUP, SITUATIONS, type Seen } from "./ownership-situations";

/**
 * Run as a program of its own inside a sandbox: lets CleverTap's principal own or manage more than it should, checks,
 * does what the report prints as its fix, and checks again. Prints what it saw as JSON.
 */
async function main(): Promise<void> {
  const { connection, secret } = await setUp();
  const { application_id: id } = connection.principal;
  const owner = await openSqlSession({
    host: connection.host,
    port: connection.port,
    path: connection.http_path,
    token: new Secret(process.env.DATABRICKS_TOKEN ?? ""),
  });
  await owner.query("CREATE TABLE cat.sch.theirs (id INT)");
  const { id: member } = (await principals())[id]!;
  await admin.post("/api/2.0/preview/scim/v2/Groups", {
    body: { displayName: GROUP, members: [{ value: member }] },
  });
  const check = () =>
    runCheck({
      connection: { ...connection, read: ["samples.nyctaxi"] },
      secret,
      profile: PROFILES.get("clevertap")!,
      canary: { catalog: "sandbox", schema: "canary", table: "secret" },
    });
  const well = await check();
  const docs = readFileSync(join(__dirname, "../../docs/check.md"), "utf8");
  const [, filter = ""] = /```sql\n([^`]*system\.access\.audit[^`]*)```/.exec(docs) ?? [];
  const [me = {}] = await owner.query("SELECT current_user()");
  await owner.query(`GRANT USE SCHEMA, SELECT ON SCHEMA system.access TO \`${String(Object.values(me)[0])}\``);
  const audited = await owner.query(filter);
  const seen: Seen[] = [];
  for (const { statement, putBack } of SITUATIONS) {
    await owner.query(statement.replaceAll("<tool>", `\`${id}\``));
    const report = await check();
    // Everything that can be pasted, as it is printed.
    const lines = report.test_results.flatMap(({ fix = "" }) => fix.split("\n"));
    const fixes = [...new Set(lines.filter((line) => /^(ALTER|REVOKE|GRANT) /.test(line)))];
    for (const fix of fixes) await owner.query(fix.replace(/`<[^>]*>`/, "`admins`"));
    if (putBack) await owner.query(putBack);
    seen.push({ report, fixes, after: await check() });
  }
  await owner.close();
  process.stdout.write(JSON.stringify({ well, seen, id, audited }));
}

/** SCIM ids by application id. */
async function principals(): Promise<Record<string, { id: string }>> {
  const { Resources } = (await admin.get("/api/2.0/preview/scim/v2/ServicePrincipals")) as {
    Resources: { id: string; applicationId: string }[];
  };
  return Object.fromEntries(Resources.map(({ id, applicationId }) => [applicationId, { id }]));
}

main().catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
