import { chmodSync, lstatSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Interrupted } from "../../scripts/cli/interrupts";
import { Desk } from "../support/desk";

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

const CLEVERTAP = ["clevertap", "", "", "", "", "", ""];
const HERS = `# hers
integrations:
    kater:      # the analysts'
        read: [ main ]

name: prod
`;

describe("a file that is there", () => {
  beforeEach(() => desk.write(HERS));

  test("gets an entry more, and stays as it is otherwise", async () => {
    const { out, err } = await desk.init({}, ["", "clevertap", "", "", "", "", "", ""]);
    expect(err).toContain("onramp.yaml is there already, with kater.\n");
    expect(err).toContain("Add to it, or replace all of it? add/replace [add]: ");
    expect(err).not.toContain("Where shall Terraform");
    const [head, tail] = desk.text()!.split(/\n {4}# CleverTap:[^]*only: it creates no tables\n/);
    expect(head).toBe(HERS.slice(0, HERS.indexOf("\n\nname")) + "\n");
    expect(tail).toBe("\nname: prod\n");
    expect(parse(desk.text()!)).toMatchObject({
      integrations: { kater: { read: ["main"] }, clevertap: { catalog: "clevertap_catalog" } },
    });
    expect(out).toMatch(/^\nAdded to onramp\.yaml:\n {6}# CleverTap/);
    expect(out).not.toContain("# hers");
  });

  test("gets a second entry of the same tool under another name", async () => {
    const { err } = await desk.init({}, ["add", "kater", "kater", "Kater two", "", "main", "", "", ""]);
    expect(err).toContain("That will not do: there is an entry kater already.");
    expect(err).toContain('That will not do: "Kater two" cannot be used as an id');
    expect(parse(desk.text()!)).toMatchObject({ integrations: { "kater-2": { tool: "kater", read: ["main"] } } });
  });

  test("is added to when nobody can be asked, too", async () => {
    await desk.init({ tool: "clevertap", input: false });
    expect(desk.text()).toContain("# hers");
    expect(desk.text()).toContain("clevertap_catalog");
  });

  test("is replaced only when somebody says so, twice", async () => {
    const { err } = await desk.init({}, ["replace", ...CLEVERTAP, "", "maybe", "yes"]);
    expect(err).toContain("Replace what is in onramp.yaml? yes/no: ");
    expect(err).toContain("That will not do: it is yes or no.");
    expect(desk.text()).not.toContain("kater");
  });

  test("--force replaces it unasked, and keeps who may read it", async () => {
    chmodSync(join(desk.folder, "onramp.yaml"), 0o600);
    await desk.init({ tool: "clevertap", force: true, input: false });
    expect(desk.text()).not.toContain("kater");
    expect(statSync(join(desk.folder, "onramp.yaml")).mode & 0o777).toBe(0o600);
  });

  test("stays when the last answer is no", async () => {
    const { code, err } = await desk.init({}, ["", ...CLEVERTAP.slice(0, 6), "no"]);
    expect({ code, text: desk.text() }).toEqual({ code: 0, text: HERS });
    expect(err).toMatch(/Nothing was written\.\n$/);
  });

  test("stays when it was changed in the meantime", async () => {
    desk.atRequest = () => desk.write(`${HERS}# more\n`);
    const { exitCode, message } = await desk.failure({ tool: "clevertap", input: false });
    expect({ exitCode, message }).toEqual({
      exitCode: 2,
      message: expect.stringMatching(/onramp\.yaml was changed in the meantime\.$/) as string,
    });
    expect(desk.text()).toBe(`${HERS}# more\n`);
    expect(desk.files).toEqual(["onramp.yaml"]);
  });

  test("stays a link to where it is kept", async () => {
    mkdirSync(join(desk.folder, "kept"));
    desk.write(HERS, "kept/prod.yaml");
    symlinkSync("kept/prod.yaml", join(desk.folder, "prod.yaml"));
    await desk.init({ tool: "clevertap", out: "prod.yaml", input: false });
    expect(lstatSync(join(desk.folder, "prod.yaml")).isSymbolicLink()).toBe(true);
    expect(desk.text("kept/prod.yaml")).toContain("clevertap_catalog");
  });

  test("shares its catalogs and warehouses", async () => {
    desk.write(
      "catalogs: { marketing: {} }\nwarehouses: { bi: {} }\nintegrations: { kater: { read: [marketing.x] } }\n",
    );
    await desk.init({ yes: true }, ["", "clevertap", "marketing", "", "marketing.x", "bi", "", ""]);
    expect(parse(desk.text()!)).toMatchObject({
      integrations: {
        clevertap: { catalog: "marketing", schema: "clevertap_schema", read: ["marketing.x"], warehouse: "bi" },
      },
    });
  });
});

test.each([
  [{ cloud: "gcp" } as const, "--cloud aws|azure|gcp: the workspace of the file that is there is on aws."],
  [{ backend: "s3:bucket=b,region=r" }, "--backend KIND[:SETTING=VALUE,…]: the file that is there has settled it"],
])("refuses %j, which would change more than an entry", async (option, said) => {
  const there = "# mine\nbackend: { kind: local }\nintegrations:\n  kater: { read: [main] }\n";
  desk.write(there);
  const { exitCode, message } = await desk.failure({ tool: "clevertap", ...option, input: false });
  expect([exitCode, desk.text()]).toEqual([2, there]);
  expect(message).toContain(said);
});

test("keeps the file's lines when an option says what they say", async () => {
  const there = "workspace: { cloud: aws } # ours\nintegrations:\n  kater: { read: [main] }\n";
  desk.write(there);
  await desk.init({ tool: "clevertap", cloud: "aws", input: false });
  expect(desk.text()?.startsWith(there)).toBe(true);
});

test("refuses to add to a file that does not load, and shows what is wrong", async () => {
  desk.write("integrations: { kater: {} }\n");
  const { exitCode, message, fix } = await desk.failure({ tool: "clevertap", input: false });
  expect(exitCode).toBe(2);
  expect(message).toContain("onramp.yaml:1:17 integrations.kater.read — is missing");
  expect(fix).toEqual([expect.stringContaining("--force") as string]);
  expect(desk.text()).toBe("integrations: { kater: {} }\n");
  expect(desk.methods).toEqual([]);
});

test("heeds the files under integrations/", async () => {
  mkdirSync(join(desk.folder, "integrations"));
  desk.write("catalog: mine\nschema: s\n", "integrations/clevertap.yaml");
  const { message } = await desk.failure({ tool: "clevertap", input: false });
  expect(message).toBe("Nobody can be asked, and these options are missing:");
  await desk.init({ tool: "clevertap", name: "second", input: false });
  expect(parse(desk.text()!)).toMatchObject({ integrations: { second: { tool: "clevertap" } } });
});

test("writes the file that is named, and names it in the next commands", async () => {
  const { out } = await desk.init({ tool: "clevertap", out: "prod eu.yaml", input: false });
  expect(desk.files).toEqual(["prod eu.yaml"]);
  expect(out).toContain("npm run onramp -- --config 'prod eu.yaml' doctor");
  expect(out).toContain("ONRAMP_CONFIG='prod eu.yaml' npx cdktf deploy");
});

test("ONRAMP_CONFIG names the file, as everywhere", async () => {
  desk.env.ONRAMP_CONFIG = "prod.yaml";
  await desk.init({ tool: "clevertap", input: false });
  expect(desk.files).toEqual(["prod.yaml"]);
});

test.each([
  ["a folder that is not there", "gone/onramp.yaml", /The folder of .*gone\/onramp\.yaml is not there/],
  ["a folder in place of a file", ".", /^\. — is a folder/],
])("refuses %s", async (_what, out, message) => {
  const failure = await desk.failure({ tool: "clevertap", out, input: false });
  expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
  expect(desk.files).toEqual([]);
});

describe("nothing is written", () => {
  test("when the input ends before everything is answered", async () => {
    const { exitCode, message, fix } = await desk.failure({}, ["clevertap", ""]);
    expect({ exitCode, message, fix }).toEqual({
      exitCode: 2,
      message: "The input ended before everything was answered.",
      fix: ["Nothing was written."],
    });
    expect(desk.files).toEqual([]);
  });

  test("on Ctrl-C", async () => {
    desk.atRequest = () => desk.interrupts?.receive("SIGINT");
    expect(await desk.failure({}, CLEVERTAP)).toBeInstanceOf(Interrupted);
    expect(desk.files).toEqual([]);
  });
});
