import { runCheck } from "../../lib/check/run";
import { PROFILES } from "../../profiles";
import { setUp } from "../support/clevertap-in-sandbox";

/**
 * Run as a program of its own inside a sandbox: sets CleverTap's connection up and tells its parent, then checks it once
 * for every message of the parent and sends the report.
 */
async function main(): Promise<void> {
  const { connection, secret } = await setUp();
  const profile = PROFILES.get("clevertap")!;
  const canary = { catalog: "sandbox", schema: "canary", table: "secret" };
  process.on("message", () => {
    void runCheck({ connection, secret, profile, canary }).then((report) => process.send!(report));
  });
  process.send!({ connection, secret: secret.reveal() });
}

main().catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? error.stack : error));
  process.exit(1);
});
