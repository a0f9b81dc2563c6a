import { PassThrough } from "node:stream";
import { PROFILES } from "../../profiles";
import { withCredentials, type CredentialSources } from "../../scripts/check/external-credential";
import type { Input } from "../../scripts/cli/hidden-prompt";
import { testContext } from "../support/context";
import { connection } from "../support/deployed-project";

const OWN = "a-token-that-a-person-made-0123";

const external = {
  connection: { ...connection("my-tool"), credential: { kind: "pat" as const, external: true as const } },
  profile: PROFILES.get("clevertap")!,
};

/** Somebody at a terminal who types this. */
function typing(text: string): Input {
  const stream = new PassThrough();
  stream.write(text);
  return Object.assign(stream, { isTTY: true });
}

function taken(stdin: Input, { env = {}, sources = {} }: { env?: object; sources?: CredentialSources } = {}) {
  const { context, interrupts, err } = testContext({ ...env });
  const terminal = { ...context, stderr: { ...context.stderr, isTTY: true } };
  const taking = withCredentials([external], sources, terminal, stdin);
  return { taking, interrupts, err };
}

test("somebody at a terminal is asked, and what they type is not shown", async () => {
  const { taking, err } = taken(typing(` ${OWN} \r`));
  const [credentialed] = await taking;
  expect(credentialed!.secret.reveal()).toBe(OWN);
  expect(credentialed!.external).toBe(true);
  expect(err()).toBe("The token that CleverTap uses as my-tool (not shown): \n");
});

test("nobody is asked for what the environment has", async () => {
  const { taking, err } = taken(typing("other\r"), { env: { ONRAMP_TOKEN_MY_TOOL: OWN } });
  expect((await taking)[0]!.secret.reveal()).toBe(OWN);
  expect(err()).toBe("");
});

test.each<[string, Input, CredentialSources, object, string]>([
  ["an empty answer", typing("\r"), {}, {}, "The token of my-tool is empty."],
  ["the end of input", typing("\u0004"), {}, {}, "The token of my-tool is empty."],
  ["more than a token", typing(`Bearer ${OWN}\r`), {}, {}, "The token of my-tool has white space in it."],
  [
    "a variable with a line break",
    typing(""),
    {},
    { ONRAMP_TOKEN_MY_TOOL: `${OWN}\nx` },
    "ONRAMP_TOKEN_MY_TOOL has a line break in it.",
  ],
  [
    "nothing, where nobody may be asked",
    typing(`${OWN}\r`),
    { input: false },
    {},
    "The token of my-tool was made elsewhere, and the check was not given it.",
  ],
  [
    "nothing, where nobody is there",
    new PassThrough(),
    {},
    {},
    "The token of my-tool was made elsewhere, and the check was not given it.",
  ],
])("refuses %s, without showing it", async (_what, stdin, sources, env, message) => {
  const { taking, err } = taken(stdin, { env, sources });
  await expect(taking).rejects.toMatchObject({ exitCode: 2, message });
  expect(err()).not.toContain(OWN);
});

test("an error names every way to give the credential", async () => {
  const { taking } = taken(new PassThrough());
  const { fix } = (await taking.catch((error: unknown) => error)) as { fix: string[] };
  expect(fix.join(" ")).toMatch(/--token-file PATH .* ONRAMP_TOKEN_MY_TOOL, or run the check on a terminal/);
});

test("an interruption ends the question", async () => {
  const { taking, interrupts } = taken(typing("half a to"));
  interrupts.receive("SIGINT");
  await expect(taking).rejects.toMatchObject({ exitCode: 130 });
});
