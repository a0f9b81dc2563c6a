import { text } from "node:stream/consumers";
import { Admin } from "../profiles-e2e/admin";

/**
 * Run as a program of its own that trusts the sandbox: runs the SQL statements that come as a JSON list on stdin, as
 * the workspace's admin.
 */
async function main(): Promise<void> {
  const admin = new Admin(process.env);
  try {
    await admin.sql(...(JSON.parse(await text(process.stdin)) as string[]));
  } finally {
    await admin.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? (error.stack ?? error) : error));
  process.exitCode = 1;
});
