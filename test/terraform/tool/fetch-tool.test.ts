import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../../../lib/terraform/tool/cache";
import { cachedTool, fetchTool, type FetchOptions } from "../../../lib/terraform/tool/fetch-tool";
import { ToolchainError } from "../../../lib/terraform/tool/errors";
import { ARCHIVE, scratchFolder, startSite, SUMS, VERSION, type Site } from "../../support/stand-in-release";

let site: Site;
let home: string;
let options: FetchOptions;

beforeEach(async () => {
  site = await startSite();
  home = scratchFolder();
  // HOME serves macOS, XDG_CACHE_HOME Linux.
  const env = { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: home, ONRAMP_TOFU_MIRROR: site.mirror };
  options = { env, release: site.release };
});

afterEach(async () => {
  await site.close();
  rmSync(home, { recursive: true, force: true });
});

const cache = (): string => cacheFolder(options.env);
const installed = (): string[] => (existsSync(cache()) ? readdirSync(cache()) : []);

test("installs the tool into a private folder of the user's cache and finds it again without the site", async () => {
  expect(await cachedTool(options)).toBeUndefined();
  const tool = await fetchTool(options);
  expect(tool).toMatchObject({ product: "OpenTofu", version: [1, 12, 6] });
  expect(tool.path.startsWith(cache())).toBe(true);
  expect(statSync(cache()).mode & 0o777).toBe(0o700);
  expect(installed()).toHaveLength(1);

  await site.close();
  expect(await cachedTool(options)).toEqual(tool);
});

test("several processes at once end with one installation", async () => {
  const tools = await Promise.all([fetchTool(options), fetchTool(options), fetchTool(options)]);
  expect(new Set(tools.map((tool) => tool.path)).size).toBe(1);
  expect(installed()).toHaveLength(1);
});

test("replaces an installation that does not run", async () => {
  const { path } = await fetchTool(options);
  rmSync(path);
  expect(await cachedTool(options)).toBeUndefined();
  expect((await fetchTool(options)).path).toBe(path);
});

test("removes what a killed process left long ago, not what one is working on", async () => {
  await mkdir(join(cache(), ".fetch-old"), { recursive: true });
  await mkdir(join(cache(), ".fetch-new"));
  const yesterday = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await utimes(join(cache(), ".fetch-old"), yesterday, yesterday);
  await fetchTool(options);
  expect(installed()).toEqual([".fetch-new", expect.stringContaining(VERSION)]);
});

describe("fails, installs nothing and leaves nothing behind", () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      "when the list of checksums is not the pinned one",
      () => site.answer(SUMS, (_request, response) => response.end("0000  something\n")),
      /is not the list of checksums this version of the kit knows/,
    ],
    [
      "when the archive has another checksum",
      () => site.answer(ARCHIVE, (_request, response) => response.end("something else")),
      /wrong checksum: SHA-256 [0-9a-f]{64}, published is [0-9a-f]{64}/,
    ],
    [
      "when the connection is cut",
      () =>
        site.answer(ARCHIVE, (_request, response) => {
          response.writeHead(200, { "content-length": 1000 });
          response.write("half", () => response.destroy());
        }),
      /was cut after 4 bytes/,
    ],
    [
      "when the archive is not there",
      () => site.answer(ARCHIVE, (_request, response) => response.writeHead(404).end()),
      /tar\.gz answered 404/,
    ],
    ["when there is no network", () => site.close(), /127\.0\.0\.1:\d+ could not be reached: /],
  ])("%s", async (_when, arrange, message) => {
    await arrange();
    const failure = await fetchTool(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ToolchainError);
    expect((failure as ToolchainError).message).toMatch(message);
    expect((failure as ToolchainError).fix.join("\n")).toContain("Install OpenTofu or Terraform 1.10.0 or newer");
    expect(installed()).toEqual([]);
  });

  test("when the program in the archive is another one", async () => {
    await site.close();
    site = await startSite("OpenTofu v1.9.0");
    options = { env: { ...options.env, ONRAMP_TOFU_MIRROR: site.mirror }, release: site.release };
    await expect(fetchTool(options)).rejects.toThrow("does not run here as OpenTofu 1.12.6");
    expect(installed()).toEqual([]);
  });

  test("when it is interrupted", async () => {
    const interrupt = new AbortController();
    site.answer(ARCHIVE, (_request, response) => {
      response.writeHead(200, { "content-length": 1000 });
      response.write("half", () => interrupt.abort(new Error("interrupted")));
    });
    await expect(fetchTool({ ...options, signal: interrupt.signal })).rejects.toThrow("interrupted");
    expect(installed()).toEqual([]);
  });
});

test.each(["http://example.com/tofu", "ftp://127.0.0.1/", "not a url", "https://user:password@example.com/"])(
  "refuses the mirror %s",
  async (mirror) => {
    const failure = fetchTool({ ...options, env: { ...options.env, ONRAMP_TOFU_MIRROR: mirror } });
    await expect(failure).rejects.toThrow("ONRAMP_TOFU_MIRROR is no https URL");
    await expect(failure).rejects.not.toThrow("password@");
  },
);
