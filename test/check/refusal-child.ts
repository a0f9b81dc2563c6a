import { z } from "zod";
import { runCheck } from "../../lib/check/run";
import { PROFILES } from "../../profiles";
import { Secret } from "../../lib/databricks/secret";
import { openSqlSession } from "../../lib/databricks/sql/session";
import { admin, grant, setUp } from "../support/clevertap-in-sandbox";
import { SITUATIONS, type Seen } from "./refusal-situations";

/**
 * Run as a program of its own inside a sandbox: lets things go wrong with what a reader reads, checks, runs what the
 * report prints, and checks again. Prints what it saw as JSON.
 */
async function main(): Promise<void> {
  const { connection, secret } = await setUp();
  const tool = connection.principal.application_id;
  const { applicationId: clerk } = z
    .looseObject({ applicationId: z.string() })
    .parse(await admin.post("/api/2.0/preview/scim/v2/ServicePrincipals", { body: { displayName: "clerk" } }));
  const owner = await openSqlSession({
    host: connection.host,
    port: connection.port,
    path: connection.http_path,
    token: new Secret(process.env.DATABRICKS_TOKEN ?? ""),
  });
  for (const statement of [
    "CREATE CATALOG src",
    "CREATE SCHEMA src.base",
    "CREATE SCHEMA src.mart",
    "CREATE TABLE src.base.t (id INT, name STRING)",
    "INSERT INTO src.base.t VALUES (1, 'one')",
    "CREATE VIEW src.mart.v AS SELECT id FROM src.base.t",
  ]) {
    await owner.query(statement);
  }
  await grant("catalog/src", tool, "USE_CATALOG");
  await grant("schema/src.mart", tool, "USE_SCHEMA");
  await grant("schema/src.base", tool, "USE_SCHEMA");
  const named = (text: string) => text.replaceAll("<tool>", `\`${tool}\``).replaceAll("<clerk>", `\`${clerk}\``);
  const seen: Seen[] = [];
  for (const { statements, putBack = [], read, probe, mends = true } of SITUATIONS) {
    for (const statement of statements) await owner.query(named(statement));
    const check = () =>
      runCheck({
        connection: { ...connection, catalog: "src", schema: undefined, read: [read] },
        secret,
        profile: PROFILES.get("generic-reader")!,
      });
    const report = await check();
    // Other probes have a word on what the tool holds beside what this reader needs.
    const own = report.test_results.filter(({ test_name }) => test_name === probe);
    const lines = own.flatMap(({ fix = "" }) => fix.split("\n"));
    const fixes = [...new Set(lines.filter((line) => /^(ALTER|REVOKE|GRANT|UNDROP) /.test(line)))];
    const rows = [];
    for (const on of ["CATALOG src", "SCHEMA src.base", "SCHEMA src.mart", "TABLE src.mart.v", "TABLE src.base.t"]) {
      rows.push(...(await owner.query(`SHOW GRANTS \`${tool}\` ON ${on}`)));
    }
    const held = rows.map((row) => Object.values(row).map(String).join(" "));
    if (mends) for (const fix of fixes) await owner.query(fix);
    const after = await check();
    for (const statement of putBack) await owner.query(named(statement));
    const shown = fixes.map((fix) => fix.replaceAll(tool, "<tool>"));
    seen.push({ report, fixes: shown, held: held.map((each) => each.replaceAll(tool, "<tool>")), after });
  }
  await owner.close();
  process.stdout.write(JSON.stringify(seen));
}

main().catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
