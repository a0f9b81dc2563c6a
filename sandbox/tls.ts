import { existsSync, readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { generate } from "selfsigned";

/** A certificate for loopback names with the CA that signed it, both made for this run and known to nobody else. */
export interface LoopbackCertificate {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const DAYS = 86_400_000;

/**
 * Makes a CA and a server certificate for `localhost`, `127.0.0.1` and `::1`, valid for 30 days.
 *
 * @param more names that it is for as well
 */
export async function makeCertificate(...more: readonly string[]): Promise<LoopbackCertificate> {
  const shared = {
    algorithm: "sha256",
    keyType: "ec",
    curve: "P-256",
    // A minute ago: clocks of containers and hosts differ a little.
    notBeforeDate: new Date(Date.now() - 60_000),
    notAfterDate: new Date(Date.now() + 30 * DAYS),
  } as const;
  const ca = await generate([{ name: "commonName", value: "Databricks sandbox CA (this machine, this run)" }], {
    ...shared,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...shared,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
          ...more.map((value) => ({ type: 2 as const, value })),
        ],
      },
    ],
  });
  return { ca: ca.cert, cert: server.cert, key: server.private };
}

/** Where distributions keep the system's CA bundle. */
const SYSTEM_BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

const readIfAny = (file: string | undefined): string => (file && existsSync(file) ? readFileSync(file, "utf8") : "");

/** For `NODE_EXTRA_CA_CERTS`, which adds to Node's own: whatever was there (a company proxy's CA) and `ca`. */
export function extraCertificates(ca: string, env: NodeJS.ProcessEnv): string {
  return [readIfAny(env.NODE_EXTRA_CA_CERTS), ca].filter(Boolean).join("\n");
}

/** For `SSL_CERT_FILE`, which replaces the system's CAs for Terraform and Go programs: those, and `ca`. */
export function allCertificates(ca: string, env: NodeJS.ProcessEnv): string {
  const system = readIfAny(env.SSL_CERT_FILE) || readIfAny(SYSTEM_BUNDLES.find((file) => existsSync(file)));
  return [system || rootCertificates.join("\n"), ca].join("\n");
}
