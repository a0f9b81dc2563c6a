import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, loadConfig } from "../../lib/config";
import { AWS, check, messagesOf } from "./check";

const FILE = "integrations: { clevertap: { catalog: c, schema: s } }\n";

describe("finding the files", () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "onramp-config-"));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  const put = (name: string, content: string | Buffer) => {
    mkdirSync(join(cwd, name, ".."), { recursive: true });
    writeFileSync(join(cwd, name), content);
  };
  const load = (file?: string, env: NodeJS.ProcessEnv = {}) => loadConfig({ cwd, file, env: { ...AWS, ...env } });
  const messages = (file?: string, env?: NodeJS.ProcessEnv) => {
    try {
      load(file, env);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    return "";
  };

  test("--config counts before ONRAMP_CONFIG, and that before onramp.yaml", () => {
    put("onramp.yaml", `name: default\n${FILE}`);
    put("env.yaml", `name: env\n${FILE}`);
    put("sub/flag.yaml", `name: flag\n${FILE}`);
    expect(load().config).toMatchObject({ name: "default", file: "onramp.yaml" });
    expect(load(undefined, { ONRAMP_CONFIG: "env.yaml" }).config.name).toBe("env");
    expect(load("sub/flag.yaml", { ONRAMP_CONFIG: "env.yaml" }).config).toMatchObject({
      name: "flag",
      file: join("sub", "flag.yaml"),
    });
    expect(load(undefined, { ONRAMP_CONFIG: "" }).config.name).toBe("default");
  });

  test("integrations/*.yaml are those beside the main file", () => {
    put("sub/onramp.yaml", "name: sub\n");
    put("sub/integrations/clevertap.yaml", "catalog: c\nschema: s\n");
    put("sub/integrations/README.md", "not: [yaml");
    put("integrations/other.yaml", "not: read");
    expect(load("sub/onramp.yaml").config.integrations.map(({ name }) => name)).toEqual(["clevertap"]);
  });

  test("a file outside the working directory is named by its full path", () => {
    put("onramp.yaml", "integrations: 5");
    const inside = join(cwd, "inside");
    mkdirSync(inside);
    expect(() => loadConfig({ cwd: inside, file: "../onramp.yaml", env: AWS })).toThrow(
      `${join(cwd, "onramp.yaml")}:1:1 `,
    );
  });

  test("fails without a file, and says which the smallest one is", () => {
    expect(messages()).toMatch(/^onramp\.yaml — is not there; fix: create it.*--config.*integrations: \{ clevertap:/);
    expect(messages("x.yaml")).toContain("x.yaml — is not there, but --config names it");
    expect(messages(undefined, { ONRAMP_CONFIG: "y.yaml" })).toContain("is not there, but ONRAMP_CONFIG names it");
    put("onramp.yml", FILE);
    expect(messages()).toContain("rename onramp.yml to onramp.yaml");
  });

  test("fails on a folder, on what is not text and on what cannot be read", () => {
    mkdirSync(join(cwd, "folder"));
    expect(messages("folder")).toContain("folder — is a folder");
    put("utf16.yaml", Buffer.from(FILE, "utf16le").fill(0xff, 0, 2));
    expect(messages("utf16.yaml")).toContain("is not UTF-8 text; fix: save it as UTF-8");
    symlinkSync("loop.yaml", join(cwd, "loop.yaml"));
    expect(messages("loop.yaml")).toContain("cannot be read (ELOOP)");
  });

  test("fails on all unreadable files at once, in the order of the files", () => {
    put("onramp.yaml", "name: Bad Name\n");
    mkdirSync(join(cwd, "integrations", "b.yaml"), { recursive: true });
    put("integrations/a.yaml", "catalog: [");
    put("integrations/c.yaml", "catalog: 5");
    expect(messages().match(/^\S+/gm)).toEqual([
      "onramp.yaml:1:1",
      expect.stringMatching(/^integrations.a\.yaml:1:\d+$/),
      expect.stringMatching(/^integrations.c\.yaml:1:1$/),
      expect.stringMatching(/^integrations.b\.yaml$/),
    ]);
  });
});

describe("several files", () => {
  test("an integration file holds the fields of one integration, or an integrations: mapping", () => {
    const { config } = check("catalogs: { shared: {} }", {
      clevertap: "catalog: shared\nschema: a\n",
      two: "integrations:\n  second: { tool: clevertap, catalog: shared, schema: b }\n",
    });
    expect(config.integrations.map(({ name, schema }) => [name, schema?.name])).toEqual([
      ["clevertap", "a"],
      ["second", "b"],
    ]);
  });

  test("fails where two files describe one integration, and names both places", () => {
    const main = "name: x\nintegrations:\n  clevertap: { catalog: c, schema: s }\n";
    expect(
      messagesOf(main, { clevertap: "catalog: c\nschema: s\n", more: "integrations:\n  clevertap: {}\n" }),
    ).toEqual([
      "integrations/clevertap.yaml:1:1 integrations.clevertap — is described in onramp.yaml:3 already; fix: keep one of the two",
      "integrations/more.yaml:2:3 integrations.clevertap — is described in onramp.yaml:3 already; fix: keep one of the two",
    ]);
  });

  test("fails with the position in the file that holds the field", () => {
    expect(messagesOf("", { clevertap: "catalog: c\nschema: s\ncredential:\n  kind: oauht\n" })).toEqual([
      expect.stringMatching(
        /^integrations\/clevertap\.yaml:4:3 integrations\.clevertap\.credential\.kind — is "oauht"/,
      ),
    ]);
  });

  test.each([
    ["Clever Tap", "catalog: c", /"Clever Tap" cannot be used as an id; .*rename the file/],
    ["a", "- list", /does not hold a mapping/],
    ["a", "integrations: {}\nname: x", /:2:1 name — does not belong beside integrations/],
    ["a", "integrations: 5", /:1:1 integrations — does not hold a mapping/],
  ])("refuses integrations/%s.yaml with %j", (key, text, message) => {
    expect(messagesOf("integrations: {}", { [key]: text })).toEqual([expect.stringMatching(message)]);
  });
});

describe("an empty config", () => {
  test.each([
    [
      "",
      "onramp.yaml:1:1 — is empty; fix: let `npm run onramp -- init` ask and write it; the smallest useful file is: integrations: { clevertap: {",
    ],
    ["# nothing\n", "onramp.yaml:1:1 — is empty;"],
    ["name: x", "onramp.yaml:1:1 integrations — is missing;"],
    ["name: x\nintegrations:\n  # clevertap: {}\n", "onramp.yaml:2:1 integrations — is empty; fix: add an integration"],
    ["[]", "onramp.yaml:1:1 — does not hold a mapping (key: value);"],
    ["text", "onramp.yaml:1:1 — does not hold a mapping (key: value);"],
  ])("fails on %j with the way out", (text, start) => {
    const [message, ...others] = messagesOf(text);
    expect(message).toContain(start);
    expect(others).toEqual([]);
  });

  test("no integration at all has to be said, and is noted", () => {
    const { config, notes } = check("integrations: {}");
    expect(config.integrations).toEqual([]);
    expect(notes).toEqual([expect.stringContaining("there is no integration")]);
  });
});
