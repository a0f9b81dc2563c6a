import type { MiddlewareHandler } from "hono";
import type { RestEnv } from "./context";

/** Where calls from this process come from. */
const HERE = "127.0.0.1";

/** What `@hono/node-server` hands on with a request that came over a socket. */
interface FromSocket {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/** Notes from which address a request comes. */
export const noteAddress: MiddlewareHandler<RestEnv> = async (c, next) => {
  const { incoming } = (c.env ?? {}) as FromSocket;
  c.set("address", incoming?.socket?.remoteAddress ?? HERE);
  await next();
};
