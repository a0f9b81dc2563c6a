import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { proxyFor, shown } from "../../lib/databricks/http/proxy";
import { startSandbox, type Sandbox } from "../../sandbox";
import { makeCertificate } from "../../sandbox/tls";
import { BEHIND, connectProxy } from "../support/connect-proxy";

const run = promisify(execFile);

describe("the proxy for an address", () => {
  const HOST = "https://dbc-1.cloud.databricks.com/api";
  test.each<[string, string, NodeJS.ProcessEnv, string | undefined]>([
    ["none", HOST, {}, undefined],
    ["for https", HOST, { HTTPS_PROXY: "http://p:8080" }, "http://p:8080 (HTTPS_PROXY)"],
    ["in small letters first", HOST, { https_proxy: "http://a", HTTPS_PROXY: "http://b" }, "http://a (https_proxy)"],
    ["for http only", HOST, { HTTP_PROXY: "http://p:8080" }, undefined],
    ["for all", HOST, { ALL_PROXY: "http://p:8080" }, "http://p:8080 (ALL_PROXY)"],
    ["without protocol", HOST, { HTTPS_PROXY: "p:8080" }, "http://p:8080 (HTTPS_PROXY)"],
    ["its password is not shown", HOST, { HTTPS_PROXY: "https://u:secret@p" }, "https://p (HTTPS_PROXY)"],
    ["not for the host", HOST, { HTTPS_PROXY: "http://p", NO_PROXY: "dbc-1.cloud.databricks.com" }, undefined],
    ["not for the domain", HOST, { HTTPS_PROXY: "http://p", no_proxy: "x, .databricks.com" }, undefined],
    ["not for the domain, with a star", HOST, { HTTPS_PROXY: "http://p", NO_PROXY: "*.databricks.com" }, undefined],
    ["for another domain", HOST, { HTTPS_PROXY: "http://p", NO_PROXY: "bricks.com" }, "http://p (HTTPS_PROXY)"],
    ["not for the port", HOST, { HTTPS_PROXY: "http://p", NO_PROXY: "databricks.com:443" }, undefined],
    ["for another port", HOST, { HTTPS_PROXY: "http://p", NO_PROXY: "databricks.com:444" }, "http://p (HTTPS_PROXY)"],
    ["for nothing", HOST, { HTTPS_PROXY: "http://p", NO_PROXY: "*" }, undefined],
    ["never for this machine", "https://localhost:8443", { HTTPS_PROXY: "http://p" }, undefined],
    ["never for this machine", "https://127.0.0.1:8443", { HTTPS_PROXY: "http://p" }, undefined],
  ])("%s: %s %o", (_name, url, env, expected) => {
    const proxy = proxyFor(new URL(url), env);
    expect(proxy && shown(proxy)).toBe(expected);
  });

  test.each(["http://[", "socks5://p:1080", "ftp://p"])("refuses %s without repeating it", (text) => {
    const failing = () => proxyFor(new URL(HOST), { HTTPS_PROXY: `${text}` });
    expect(failing).toThrow(/^HTTPS_PROXY is no address of a proxy/);
  });
});

describe("a network that only a proxy leads out of", () => {
  const folder = mkdtempSync(join(tmpdir(), "onramp-proxy-"));
  const caFile = join(folder, "ca.pem");
  let sandbox: Sandbox;
  let proxy: Awaited<ReturnType<typeof connectProxy>>;
  let path: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ provider: "registry" });
    const certificate = await makeCertificate(BEHIND);
    writeFileSync(caFile, certificate.ca);
    proxy = await connectProxy(sandbox, certificate);
    const { workspace } = sandbox;
    const settings = { name: "w", clusterSize: "2X-Small", type: "PRO", serverless: true } as const;
    path = `/sql/1.0/warehouses/${workspace.warehouses.create(workspace.admin, settings).id}`;
  });

  afterAll(async () => {
    await proxy.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    PATH: process.env.PATH,
    HOME: folder,
    DATABRICKS_HOST: `https://${BEHIND}`,
    DATABRICKS_TOKEN: sandbox.environment.DATABRICKS_TOKEN,
    HTTP_PATH: path,
    NODE_EXTRA_CA_CERTS: caFile,
    ...more,
  });

  const onramp = (command: string, more: NodeJS.ProcessEnv) =>
    run(process.execPath, [join(__dirname, "../../scripts/onramp.js"), ...command.split(" ")], {
      env: environment(more),
      cwd: folder,
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  test("both the kit's calls and the driver's go through it", async () => {
    const program = ["--import", "tsx", join(__dirname, "proxy-child.ts")];
    const env = environment({ HTTPS_PROXY: proxy.url });
    const { stdout } = await run(process.execPath, program, { env });
    const me = "admin@sandbox.example";
    expect(JSON.parse(stdout)).toEqual({ rest: me, sql: me, made: true });
    expect(new Set(proxy.asked)).toEqual(new Set([`${BEHIND}:443`]));
    expect(proxy.asked.length).toBeGreaterThan(2);
  });

  test.each(["workspace list warehouses", "workspace list catalogs"])(
    "%s works through it, and says what is wrong without it",
    async (command) => {
      expect(await onramp(command, { HTTPS_PROXY: proxy.url })).toMatchObject({ code: 0 });
      const direct = await onramp(command, {});
      expect(direct.code).toBe(3);
      expect(direct.stderr).toContain("where only a proxy leads out, set HTTPS_PROXY to it");
      const unsigned = await onramp(command, { HTTPS_PROXY: proxy.bare });
      expect(unsigned.code).toBe(3);
      expect(unsigned.stderr).toMatch(/the proxy wants a sign-in: write user name and password into HTTPS_PROXY/i);
      const excepted = await onramp(command, { HTTPS_PROXY: proxy.url, NO_PROXY: ".example" });
      expect(excepted.code).toBe(3);
      const untrusted = await onramp(command, { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: undefined });
      expect(untrusted.stderr).toMatch(/set NODE_EXTRA_CA_CERTS to a PEM file/i);
      for (const { stderr } of [direct, unsigned, untrusted]) expect(stderr).not.toContain("p%40ss");
    },
  );
});
