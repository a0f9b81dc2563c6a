import { shown, type Proxy } from "./proxy";
import type { FailureKind } from "./service-error";
import type { Trust } from "./trust";

/** Why no answer came, and what to do about it. */
export interface Advice {
  readonly cause: string;
  readonly fix: string;
}

/** A call that had no answer of the workspace. */
export interface Unanswered {
  readonly kind: FailureKind;
  /** What Node, the driver or the page in its place says. */
  readonly text: string;
  readonly host: string;
  readonly port: number;
  readonly proxy?: Proxy;
  readonly trust?: Trust;
}

/** What to do about a call that had no answer of the workspace; undefined for one that had. */
export function connectionAdvice(call: Unanswered): Advice | undefined {
  const { kind, text, host, port, proxy } = call;
  const through = proxy ? ` through the proxy ${shown(proxy)}` : "";
  switch (kind) {
    case "network":
      return network(call, through);
    case "tls":
      return untrusted(call);
    case "timeout":
      return {
        cause: `${host}:${port}${through} did not answer in time`,
        fix: `check network, VPN and firewall${proxyHint(proxy)}, then try again`,
      };
    case "foreign-answer":
      return {
        cause: `something else answered in the place of ${host}${through}, or cut its answer off: ${text}`,
        fix:
          (/\b407\b/.test(text) && proxy
            ? `the proxy wants a sign-in: write user name and password into ${proxy.variable} (http://USER:PASSWORD@HOST:PORT); or `
            : "") +
          `a proxy or gateway stands between: open https://${host} in a browser on this machine, sign in to what asks for ` +
          "it, or have the host let through; then try again",
      };
    default:
      return undefined;
  }
}

const proxyHint = (proxy: Proxy | undefined) =>
  proxy
    ? `, or list the host in NO_PROXY if it is reached without ${proxy.variable}`
    : "; where only a proxy leads out, set HTTPS_PROXY to it";

function network({ text, host, port, proxy }: Unanswered, through: string): Advice {
  if (!proxy && /ENOTFOUND|EAI_AGAIN/.test(text)) {
    return {
      cause: `no such host: ${host} (${text})`,
      fix: `check the spelling of the host, and that this machine has DNS and network${proxyHint(proxy)}`,
    };
  }
  return {
    cause: `no connection to ${host}:${port}${through} (${text})`,
    fix: `check network, VPN and firewall${proxyHint(proxy)}`,
  };
}

/** A certificate may be refused for who signed it, for whom it is of, and for when it ends. */
function untrusted({ text, host, port, proxy, trust }: Unanswered): Advice {
  const server = trust?.server;
  const by = server ? `, which ${server.issuer} signed,` : "";
  if (/altname|does not match|ALTNAME/i.test(text)) {
    return {
      cause: `the server at ${host}:${port} shows a certificate of another name${server ? `, ${server.name}` : ""} (${text})`,
      fix: "check the address of the workspace, and DNS or proxy on the way: something else answers there",
    };
  }
  if (/expired|not yet valid|NOT_YET_VALID/i.test(text)) {
    return {
      cause: `the certificate of ${host}${by} is not valid now (${text})`,
      fix: "see that this machine's clock is right; else whoever runs that server or the proxy before it renews the certificate",
    };
  }
  if (/EPROTO|wrong version|unsupported protocol|packet length|before secure TLS|alert/i.test(text)) {
    return {
      cause: `${host}:${port} does not speak TLS as it should (${text})`,
      fix: `check address and port${proxyHint(proxy)}`,
    };
  }
  return {
    cause: `the certificate of ${host}${by} is not trusted (${text})`,
    fix: `${trustFix(trust)}${proxy ? `; the proxy ${shown(proxy)} may be what shows it` : ""}`,
  };
}

function trustFix(trust: Trust | undefined): string {
  const issuer = trust?.server ? ` ${trust.server.issuer}` : "";
  const right = `a PEM file with the CA${issuer} (your company's proxy, or the sandbox's)`;
  if (!trust?.file) return `set NODE_EXTRA_CA_CERTS to ${right} before Node starts`;
  const { file, unreadable, authorities } = trust;
  const set = `NODE_EXTRA_CA_CERTS is set to ${file}`;
  if (unreadable !== undefined)
    return `${set}, which cannot be read (${unreadable}): set it to ${right} before Node starts`;
  if (authorities.length === 0)
    return `${set}, in which there is no certificate: set it to ${right} before Node starts`;
  const held = authorities
    .slice(0, 3)
    .map(({ name, fingerprint }) => `${name} (SHA-256 ${fingerprint}…)`)
    .join(", ");
  if (authorities.some(({ signed }) => signed)) {
    return `${set}, which has the CA that signed it (${held}): start this program anew, for Node reads the file only then`;
  }
  return (
    `${set}, which holds another CA: ${held}, and that has not signed what the server shows; ` +
    `set it to ${right}, as of another sandbox after it was started anew, before Node starts`
  );
}
