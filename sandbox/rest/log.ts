import type { MiddlewareHandler } from "hono";
import type { RestEnv } from "./context";

/**
 * One line a request: method, path without its query, status, time, who it ran as, and the Terraform resource that the
 * real provider names in its User-Agent.
 */
export function logRequests(log: (line: string) => void): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const caller = c.get("caller") as { name: string } | undefined;
    const resource = /\bresource\/[\w-]+/.exec(c.req.header("user-agent") ?? "")?.[0];
    const millis = (performance.now() - started).toFixed(1);
    // The path as it was sent: decoded, it could hold a line break.
    const { pathname } = new URL(c.req.url);
    log([c.req.method, pathname, c.res.status, `${millis}ms`, caller?.name ?? "-", resource].filter(Boolean).join(" "));
  };
}
