import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect, type PeerCertificate } from "node:tls";
import { withDeadline } from "./deadline";

/** What is known of the certificates at hand and of the one that a server shows. */
export interface Trust {
  /** `NODE_EXTRA_CA_CERTS`, when Node started with it. */
  readonly file?: string;
  /** Why the file cannot be read, e.g. `ENOENT`. */
  readonly unreadable?: string;
  /** The CAs in the file. */
  readonly authorities: readonly Authority[];
  /** What the server shows; absent where it was not asked, or shows nothing. */
  readonly server?: ServerCertificate;
}

/** A CA of the file. */
export interface Authority {
  readonly name: string;
  /** First bytes of its SHA-256, to tell apart what has one name. */
  readonly fingerprint: string;
  /** Whether it has signed the server's certificate, or the one above that. */
  readonly signed: boolean;
}

/** The certificate of a server. */
export interface ServerCertificate {
  readonly name: string;
  /** Who signed it, or the last of those that the server shows. */
  readonly issuer: string;
}

/** Until the server has shown its certificate, in milliseconds. */
const PATIENCE = 3000;

/**
 * Compares the CAs that `NODE_EXTRA_CA_CERTS` adds with what a server shows. Nothing is sent to it.
 *
 * @param file as Node started with it
 * @param ask false where the server is reached through a proxy
 */
export async function trustOf(
  { hostname, port }: { readonly hostname: string; readonly port: number },
  file: string | undefined,
  ask = true,
): Promise<Trust> {
  const chain = ask ? await chainOf(hostname, port).catch(() => []) : [];
  const [leaf] = chain;
  const top = chain.at(-1);
  const server = leaf && top && { name: nameIn(leaf.subject), issuer: nameIn(top.issuer) };
  if (!file) return { authorities: [], server };
  try {
    const authorities = certificatesIn(readFileSync(file, "utf8")).map((each) => ({
      name: nameIn(each.subject),
      fingerprint: each.fingerprint256.slice(0, 11),
      signed: chain.some((shown) => shown.verify(each.publicKey)),
    }));
    return { file, authorities, server };
  } catch (error) {
    return { file, unreadable: (error as NodeJS.ErrnoException).code ?? "no PEM", authorities: [], server };
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function certificatesIn(text: string): X509Certificate[] {
  return (text.match(PEM) ?? []).map((pem) => new X509Certificate(pem));
}

/** The server's certificate and those above it that it shows. */
async function chainOf(host: string, port: number): Promise<X509Certificate[]> {
  return withDeadline(
    PATIENCE,
    undefined,
    (stop) =>
      new Promise((done, failed) => {
        // Only to look at what it shows: the connection is closed before anything is sent.
        const socket = connect({
          host,
          port,
          servername: /^[\d.[\]:]+$/.test(host) ? "" : host,
          rejectUnauthorized: false,
        });
        stop.addEventListener("abort", () => socket.destroy(new Error("no answer")));
        socket.once("error", failed);
        socket.once("secureConnect", () => {
          const chain: X509Certificate[] = [];
          let at: PeerCertificate | undefined = socket.getPeerCertificate(true);
          for (const seen = new Set<string>(); at?.raw && !seen.has(at.fingerprint256);) {
            seen.add(at.fingerprint256);
            chain.push(new X509Certificate(at.raw));
            at = "issuerCertificate" in at ? (at.issuerCertificate as PeerCertificate) : undefined;
          }
          socket.destroy();
          done(chain);
        });
      }),
  );
}

/** The common name, else the organisation, else all of it, on one line. */
function nameIn(distinguished: string): string {
  const [, name] = /^CN=(.*)$/m.exec(distinguished) ?? /^O=(.*)$/m.exec(distinguished) ?? [];
  return (name ?? distinguished.replaceAll("\n", ", ")).slice(0, 200);
}
