import { runCheck } from "../../lib/check/run";
import { openSqlSession } from "../../lib/databricks/sql/session";
import { Admin } from "./admin";
import { Deployment, type Applied, type Deployed } from "./deployment";
import { endState } from "./end-state";
import { type Entry, everyEntry, SEED, sharing, TOOLS } from "./every-entry";

/** Tools of every kind. */
const TEN = [
  "clevertap",
  "kater",
  "qualytics",
  "dbt",
  "fivetran",
  "rudderstack",
  "looker",
  "metabase",
  "datadog",
  "generic-writer",
];
/** The one that leaves and the one whose entry is deleted, each with a schema of its own on the shared catalog. */
const ABSENT = "rudderstack";
const DELETED = "clevertap";
const CATALOGS = [TOOLS, "shop", "fivetran_catalog"];

/** What became of ten integrations. */
export interface Shared {
  readonly states: Readonly<Record<string, unknown>>;
  /** Checks by integration: `PASS`, or what failed. */
  readonly checks: Readonly<Record<string, string>>;
  readonly again: Applied;
}

/** What became of the others when one left. */
export interface Left extends Shared {
  readonly nine: Readonly<Record<string, string>>;
  /** Rows of the table that the one that left had made. */
  readonly data: readonly unknown[];
  readonly eight: Readonly<Record<string, string>>;
  /** Failures of sign-in with the credentials of those that are gone. */
  readonly gone: Readonly<Record<string, string>>;
}

/**
 * Run as a program of its own inside a sandbox: deploys ten tools on one catalog and warehouse, in one go or one after
 * another as its argument says; in the one go, one leaves and another's entry is deleted afterwards.
 */
async function main(way: string | undefined): Promise<void> {
  const admin = new Admin(process.env);
  const deployment = new Deployment(process.env);
  const all = everyEntry();
  const entries: Record<string, Entry> = Object.fromEntries(TEN.map((name) => [name, all[name]!]));
  try {
    await admin.sql(...SEED);
    if (way === "one-by-one") {
      for (let count = 1; count < TEN.length; count++) {
        await deployment.apply(sharing(Object.fromEntries(Object.entries(entries).slice(0, count))));
      }
    }
    await deployment.apply(sharing(entries));
    const ten = await deployment.deployed();
    const shared: Shared = {
      states: await endState(admin, CATALOGS),
      checks: await checks(ten),
      again: await deployment.apply(sharing(entries)),
    };
    const found = way === "one-by-one" ? shared : { ...shared, ...(await someLeave(ten, entries, deployment, admin)) };
    process.stdout.write(JSON.stringify(found));
  } finally {
    await admin.close();
    deployment.remove();
  }
}

async function someLeave(
  ten: readonly Deployed[],
  entries: Record<string, Entry>,
  deployment: Deployment,
  admin: Admin,
): Promise<Omit<Left, keyof Shared>> {
  const leaving = ten.find(({ name }) => name === ABSENT)!;
  const deleted = ten.find(({ name }) => name === DELETED)!;
  const { catalog, schema } = leaving.connection;
  const table = `${catalog}.${schema}.snapshots`;
  await asTool(leaving, `CREATE TABLE ${table} AS SELECT 42 AS answer`);

  const withOneAbsent: Record<string, Entry> = { ...entries, [ABSENT]: { ...entries[ABSENT], absent: true } };
  await deployment.apply(sharing(withOneAbsent));
  const nine = await checks(await deployment.deployed());
  // Its owner is gone; who owns the schema may still give themselves SELECT.
  const [me] = await admin.sql("SELECT current_user() AS name");
  const data = await admin.sql(
    `GRANT SELECT ON TABLE ${table} TO \`${String(me?.name)}\``,
    `SELECT answer FROM ${table}`,
  );

  const kept = Object.entries(withOneAbsent).filter(([name]) => name !== DELETED);
  await deployment.apply(sharing(Object.fromEntries(kept)));
  const eight = await checks(await deployment.deployed());
  return { nine, data, eight, gone: await checks([leaving, deleted]) };
}

async function asTool({ connection, secret }: Deployed, statement: string): Promise<void> {
  const { host, port, http_path: path } = connection;
  const session = await openSqlSession({ host, port, path, token: secret });
  await session.query(statement);
  await session.close();
}

async function checks(deployed: readonly Deployed[]): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  for (const each of deployed) {
    const { status, test_results } = await runCheck(each);
    const failed = test_results.filter((result) => result.status === "FAIL");
    results[each.name] =
      status === "FAIL" ? failed.map(({ test_name, cause }) => `${test_name}: ${cause}`).join("; ") : status;
  }
  return results;
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? (error.stack ?? error) : error));
  process.exitCode = 1;
});
