import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allCertificates, extraCertificates, makeCertificate } from "../tls";

const folder = mkdtempSync(join(tmpdir(), "tls-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("makes a certificate for loopback names, signed by a CA of its own", async () => {
  const { ca, cert } = await makeCertificate();
  const server = new X509Certificate(cert);
  expect(server.verify(new X509Certificate(ca).publicKey)).toBe(true);
  for (const name of ["localhost"]) expect(server.checkHost(name)).toBe(name);
  for (const address of ["127.0.0.1", "::1"]) expect(server.checkIP(address)).toBeDefined();
  expect(server.checkHost("example.com")).toBeUndefined();
});

test("adds to certificates that were set before and never replaces them", () => {
  const theirs = join(folder, "proxy.pem");
  writeFileSync(theirs, "PROXY");
  expect(extraCertificates("OURS", { NODE_EXTRA_CA_CERTS: theirs })).toBe("PROXY\nOURS");
  expect(extraCertificates("OURS", {})).toBe("OURS");
  expect(allCertificates("OURS", { SSL_CERT_FILE: theirs })).toBe("PROXY\nOURS");
});

test("gives programs that read one file the system's certificates too", () => {
  const bundle = allCertificates("OURS", {});
  expect(bundle.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(20);
  expect(bundle.endsWith("OURS")).toBe(true);
});
