import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { Sandbox } from "../../sandbox";
import { childEnvironment } from "../../sandbox/cli/child-environment";
import { printed, start } from "./processes";

/** Runs SQL statements one after the other as the workspace's admin. */
export async function adminSql(sandbox: Sandbox, statements: readonly string[]): Promise<void> {
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  const env = childEnvironment(process.env, sandbox.environment);
  const stdin = JSON.stringify(statements);
  const program = join(__dirname, "admin-child.ts");
  await printed(start(process.execPath, ["--import", tsx, program], { cwd: __dirname, env, stdin }));
}

/**
 * A call of the REST API as the workspace's admin.
 *
 * @throws Error with the answer when the workspace refuses
 */
export async function adminCall<T = Readonly<Record<string, unknown>>>(
  { url, caFile, environment }: Sandbox,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await new Promise<{ status: number; said: string }>((done, failed) => {
    const call = request(
      new URL(path, url),
      {
        method,
        ca: readFileSync(caFile),
        headers: { authorization: `Bearer ${environment.DATABRICKS_TOKEN}`, "content-type": "application/json" },
      },
      (response) => {
        text(response).then((said) => done({ status: response.statusCode ?? 0, said }), failed);
      },
    );
    call.once("error", failed);
    call.end(body && JSON.stringify(body));
  });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.said}`);
  return JSON.parse(answer.said || "{}") as T;
}
