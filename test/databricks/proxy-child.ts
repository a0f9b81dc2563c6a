import { getCurrentUser } from "../../lib/databricks/current-user";
import { RestClient } from "../../lib/databricks/http/rest";
import { Secret } from "../../lib/databricks/secret";
import { openSqlSession } from "../../lib/databricks/sql/session";

/** Run as a program of its own behind a proxy: asks both faces of the workspace who is signed in, and prints it. */
async function main(): Promise<void> {
  const { DATABRICKS_HOST: url = "", DATABRICKS_TOKEN: token = "", HTTP_PATH: path = "" } = process.env;
  const rest = new RestClient({ host: url, headers: () => ({ authorization: `Bearer ${token}` }) });
  const { name } = await getCurrentUser(rest);
  const put = await rest.post("/api/2.0/token/create", { body: { comment: "a ü", lifetime_seconds: 60 } });
  const session = await openSqlSession({ host: new URL(url).hostname, port: 443, path, token: new Secret(token) });
  const rows = await session.query("SELECT current_user() AS name");
  await session.close();
  process.stdout.write(JSON.stringify({ rest: name, sql: rows[0]?.name, made: "token_value" in (put as object) }));
}

main().catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
