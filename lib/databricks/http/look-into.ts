import { connectionAdvice, type Advice } from "./connection-advice";
import { proxyFor } from "./proxy";
import type { ServiceError } from "./service-error";
import { trustOf } from "./trust";

/** Looks why a call to an address had no answer of the workspace; undefined when it had one. */
export async function lookInto({ kind, message: text }: ServiceError, url: URL): Promise<Advice | undefined> {
  const port = Number(url.port || (url.protocol === "http:" ? 80 : 443));
  const { hostname } = url;
  const proxy = proxyFor(url, process.env);
  const trust =
    kind === "tls"
      ? await trustOf({ hostname, port }, process.env.NODE_EXTRA_CA_CERTS, proxy === undefined)
      : undefined;
  return connectionAdvice({ kind, text, host: hostname, port, proxy, trust });
}
