import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectionAdvice } from "../../lib/databricks/http/connection-advice";
import { trustOf } from "../../lib/databricks/http/trust";
import { makeCertificate } from "../../sandbox/tls";

const folder = mkdtempSync(join(tmpdir(), "onramp-trust-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** What is advised for a server with a sandbox's certificate, when Node started with a file. */
async function fixFor(file: (ca: string) => string | undefined): Promise<string> {
  const certificate = await makeCertificate();
  const server = createServer(certificate).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const trust = await trustOf({ hostname: "localhost", port }, file(certificate.ca));
    const text = "unable to verify the first certificate";
    const { cause, fix } = connectionAdvice({ kind: "tls", text, host: "localhost", port, trust })!;
    expect(cause).toMatch(/^the certificate of localhost, which Databricks sandbox CA .* signed, is not trusted/);
    return fix;
  } finally {
    server.close();
  }
}

test("names the CA that the server's certificate is signed by when none is set", async () => {
  expect(await fixFor(() => undefined)).toMatch(
    /^set NODE_EXTRA_CA_CERTS to a PEM file with the CA Databricks sandbox CA /,
  );
});

test("says that another CA is set, as a sandbox that has ended leaves it, though it has the same name", async () => {
  const other = write("other.pem", (await makeCertificate()).ca);
  const fix = await fixFor(() => other);
  expect(fix).toContain(`NODE_EXTRA_CA_CERTS is set to ${other}, which holds another CA: Databricks sandbox CA`);
  expect(fix).toMatch(/SHA-256 [0-9A-F]{2}:/);
});

test("says that the right one is set and was not read", async () => {
  expect(await fixFor((ca) => write("right.pem", ca))).toContain("start this program anew");
});

test.each([
  ["is not there", () => join(folder, "none.pem"), "cannot be read (ENOENT)"],
  ["holds no certificate", () => write("empty.pem", "hello"), "in which there is no certificate"],
])("says that the file %s", async (_name, file, said) => {
  expect(await fixFor(file)).toContain(said);
});

test.each([
  [
    "Hostname/IP does not match certificate's altnames: Host: a. is not cert's CN: b",
    /another name/,
    /address of the workspace/,
  ],
  ["certificate has expired", /not valid now/, /clock/],
  ["write EPROTO 80:error:wrong version number", /does not speak TLS/, /address and port/],
])("does not ask for a CA where that would not help: %s", (text, cause, fix) => {
  const advice = connectionAdvice({ kind: "tls", text, host: "h", port: 443 })!;
  expect(advice.cause).toMatch(cause);
  expect(advice.fix).toMatch(fix);
  expect(advice.fix).not.toContain("NODE_EXTRA_CA_CERTS");
});
