import { UsageError } from "../../report/errors";
import { isLoopback } from "../host";

/** The proxy that leads to a host, and where it was named. */
export interface Proxy {
  readonly url: URL;
  /** e.g. `HTTPS_PROXY`. */
  readonly variable: string;
}

const PROTOCOLS = ["http:", "https:"];

/**
 * The proxy for calls to an address, as most programs take it from the environment: `HTTPS_PROXY`, or `HTTP_PROXY` for
 * `http://`, else `ALL_PROXY`, in either case; none for what `NO_PROXY` lists. This machine is reached directly, as
 * Terraform's provider does.
 *
 * @throws UsageError for what is no proxy's address; it is not repeated, since it may hold a password
 */
export function proxyFor({ protocol, hostname, port }: URL, env: NodeJS.ProcessEnv): Proxy | undefined {
  if (isLoopback(hostname)) return undefined;
  const names = [protocol === "http:" ? "HTTP_PROXY" : "HTTPS_PROXY", "ALL_PROXY"];
  const variable = names.flatMap((name) => [name.toLowerCase(), name]).find((name) => env[name]);
  if (variable === undefined || isExcepted(hostname, port || defaultPort(protocol), env)) return undefined;
  const text = env[variable]!.trim();
  const url = urlIn(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url && PROTOCOLS.includes(url.protocol)) return { url, variable };
  throw new UsageError(`${variable} is no address of a proxy; allowed: http://HOST:PORT or https://HOST:PORT`, [
    `Correct ${variable}, or unset it where there is no proxy.`,
  ]);
}

const defaultPort = (protocol: string) => (protocol === "http:" ? "80" : "443");

function urlIn(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** `*`, a host, `.domain`, `*.domain`, each with or without a port; a domain stands for all that is in it. */
function isExcepted(hostname: string, port: string, env: NodeJS.ProcessEnv): boolean {
  const list = env.no_proxy ?? env.NO_PROXY ?? "";
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, name = "", only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      if (only !== undefined && only !== port) return false;
      if (name === "*") return true;
      const domain = name.replace(/^\*?\./, "");
      return domain !== "" && (hostname === domain || hostname.endsWith(`.${domain}`));
    });
}

/** How a proxy may be shown: without user name and password. */
export function shown({ url, variable }: Proxy): string {
  return `${url.protocol}//${url.host} (${variable})`;
}
