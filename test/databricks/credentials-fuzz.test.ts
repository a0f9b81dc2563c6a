import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { runCheck } from "../../lib/check/run";
import { Secret } from "../../lib/databricks/secret";
import { openSqlSession } from "../../lib/databricks/sql/session";
import { PROFILES } from "../../profiles";
import { withCredentials } from "../../scripts/check/external-credential";
import { reportFailure } from "../../scripts/cli/failure";
import { run as doctor } from "../../scripts/doctor/run";
import { run as list } from "../../scripts/workspace/list";
import { testContext } from "../support/context";
import { connection } from "../support/deployed-project";
import { standIn } from "../support/stand-in-server";
import { CONNECTION } from "../support/stand-in-workspace";

/** Of a credential whatever may not be seen. */
const MARK = "dapi7Qx0MARKd93kzPwLv";

const folder = mkdtempSync(join(tmpdir(), "onramp-fuzz-"));
writeFileSync(
  join(folder, "onramp.yaml"),
  "workspace: { cloud: aws }\nintegrations:\n  clevertap: { catalog: c, schema: s }\n",
);
let server: Awaited<ReturnType<typeof standIn>>;

beforeAll(async () => {
  const body = { userName: "me@example.com" };
  server = await standIn({ "GET /api/2.0/preview/scim/v2/Me": { body }, "POST /oidc/v1/token": { status: 401 } });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Control characters, spaces of all kinds, formats, and what is beyond Latin-1. */
const odd = fc.oneof(
  fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code)),
  fc.integer({ min: 0x7f, max: 0xa0 }).map((code) => String.fromCharCode(code)),
  fc.constantFrom("\u2028", "\u202e", "\ufeff", "\u200b", "é", "日", "😀", "\r\n", "\ud800"),
);
const credential = fc
  .tuple(odd, fc.integer({ min: 0, max: MARK.length }))
  .map(([char, at]) => `${MARK.slice(0, at)}${char}${MARK.slice(at)}`)
  // No variable of an environment can hold it.
  .filter((text) => !text.includes("\0"));

/** Everything that a person would see of a command, stacks included. */
async function seen(work: (test: ReturnType<typeof testContext>) => Promise<unknown>, env: NodeJS.ProcessEnv) {
  const test = testContext({ HOME: folder, ONRAMP_DEBUG: "1", ...env });
  const result = await work(test).catch((error: unknown) => reportFailure(error, test.context));
  return `${test.out()}${test.err()}${JSON.stringify(result)}`;
}

/** Neither as it is nor in pieces: a character may split it. */
function expectHidden(text: string, secret: string): void {
  for (const piece of [secret, ...secret.split(/[^\x21-\x7e]+/u)].filter((each) => each.length > 5)) {
    expect(text).not.toContain(piece);
  }
  expect(text).not.toContain("This is a bug");
}

const runs = { numRuns: 60, seed: 7 };

test.each<[string, (secret: string) => NodeJS.ProcessEnv]>([
  ["DATABRICKS_TOKEN", (secret) => ({ DATABRICKS_TOKEN: secret })],
  ["DATABRICKS_CLIENT_SECRET", (secret) => ({ DATABRICKS_CLIENT_ID: "id", DATABRICKS_CLIENT_SECRET: secret })],
  ["DATABRICKS_CLIENT_ID", (secret) => ({ DATABRICKS_CLIENT_ID: secret, DATABRICKS_CLIENT_SECRET: secret })],
  ["DATABRICKS_OIDC_TOKEN", (secret) => ({ DATABRICKS_AUTH_TYPE: "env-oidc", DATABRICKS_OIDC_TOKEN: secret })],
  [
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    (secret) => ({ ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/id`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret }),
  ],
  [
    "a profile",
    (secret) => {
      const file = join(folder, "databrickscfg");
      writeFileSync(file, `[p]\nhost = ${server.url}\ntoken = ${secret}\n`);
      return { DATABRICKS_CONFIG_FILE: file, DATABRICKS_CONFIG_PROFILE: "p" };
    },
  ],
])(
  "nothing of what is in %s is shown when it has a character too many",
  async (_name, env) => {
    await fc.assert(
      fc.asyncProperty(credential, async (secret) => {
        const given = { DATABRICKS_HOST: server.url, ...env(secret) };
        expectHidden(
          await seen(({ context }) => list({ names: ["catalogs"] }, { ...context, cwd: folder }), given),
          secret,
        );
      }),
      runs,
    );
  },
  60_000,
);

test("nor by the doctor", async () => {
  await fc.assert(
    fc.asyncProperty(credential, async (secret) => {
      const given = { DATABRICKS_HOST: server.url, DATABRICKS_TOKEN: secret };
      expectHidden(await seen(({ context }) => doctor({ json: true }, { ...context, cwd: folder }), given), secret);
    }),
    { ...runs, numRuns: 15 },
  );
}, 60_000);

test("nor of what is typed, is in a file or in a variable for the check", async () => {
  const external = {
    connection: { ...connection("my-tool"), credential: { kind: "pat" as const, external: true as const } },
    profile: PROFILES.get("clevertap")!,
  };
  await fc.assert(
    fc.asyncProperty(credential, fc.constantFrom("typed", "file", "variable"), async (secret, way) => {
      const stdin = Object.assign(new PassThrough(), { isTTY: true });
      stdin.write(way === "typed" ? `${secret}\r` : "\r");
      const tokenFile = join(folder, "token");
      writeFileSync(tokenFile, secret);
      const text = await seen(
        ({ context }) => {
          const terminal = { ...context, stderr: Object.assign(context.stderr, { isTTY: true }) };
          return withCredentials([external], way === "file" ? { tokenFile } : {}, terminal, stdin);
        },
        way === "variable" ? { ONRAMP_TOKEN_MY_TOOL: secret } : {},
      );
      expectHidden(text, secret);
    }),
    runs,
  );
}, 60_000);

test("nor of a deployed one, by the check and by the driver", async () => {
  await fc.assert(
    fc.asyncProperty(credential, async (text) => {
      const secret = new Secret(text);
      const profile = PROFILES.get("clevertap")!;
      const checking = () => runCheck({ connection: CONNECTION, secret, profile, restUrl: server.url });
      expectHidden(await seen(checking, {}), text);
      const options = { host: "localhost", port: 1, path: "/sql/1.0/warehouses/w", token: secret, patienceMs: 200 };
      expectHidden(await seen(() => openSqlSession(options), {}), text);
    }),
    { ...runs, numRuns: 25 },
  );
}, 60_000);
