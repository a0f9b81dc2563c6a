import { isIP } from "node:net";

/** Whether a URL, or a host with or without port, names this machine itself. */
export function isLoopback(host: string): boolean {
  const name = parse(host)?.hostname.replace(/^\[|\]$/g, "");
  if (name === undefined) return false;
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    (isIP(name) === 4 && name.startsWith("127."))
  );
}

/** Whether a host as people write it is the server at a loopback URL, under any of loopback's names. */
export function sameEndpoint(host: string, url: string): boolean {
  return isLoopback(host) && port(host) === port(url);
}

function port(host: string): string {
  const parsed = parse(host);
  return parsed?.port === "" ? (parsed.protocol === "http:" ? "80" : "443") : (parsed?.port ?? "");
}

function parse(host: string): URL | undefined {
  const url = host.includes("://") ? host : `https://${host}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}
