import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { RestClient } from "../../lib/databricks/http/rest";
import { connectionFailure, retryAfter } from "../../lib/databricks/http/service-error";
import { standIn, type Routes } from "../support/stand-in-server";

async function client(
  routes: Routes,
  use: (rest: RestClient, calls: Awaited<ReturnType<typeof standIn>>["calls"]) => Promise<void>,
) {
  const server = await standIn(routes);
  try {
    await use(new RestClient({ host: server.url, headers: () => ({ authorization: "Bearer t" }) }), server.calls);
  } finally {
    await server.close();
  }
}

test("sends JSON, query, signature and the kit's name, and reads JSON or nothing", async () => {
  await client({ "POST /p": { body: "" }, "GET /g": { body: { a: 1 } } }, async (rest, calls) => {
    expect(await rest.post("/p", { body: { x: 1 } })).toEqual({});
    expect(await rest.get("/g", { query: { q: "a b" } })).toEqual({ a: 1 });
    expect(calls[0]).toMatchObject({ body: '{"x":1}', headers: { "content-type": "application/json" } });
    expect(calls[1]!.query.get("q")).toBe("a b");
    expect(calls[1]!.headers).toMatchObject({
      authorization: "Bearer t",
      "user-agent": expect.stringMatching(/^onramp-for-databricks\/\d/) as string,
    });
  });
});

test("sends text as it is, to put a file", async () => {
  await client({ "PUT /f": { status: 204, body: "" }, "DELETE /f": { status: 204, body: "" } }, async (rest, calls) => {
    expect(await rest.put("/f", { body: "a,b\n" })).toEqual({});
    expect(await rest.delete("/f")).toEqual({});
    expect(calls[0]).toMatchObject({ body: "a,b\n", headers: { "content-type": "application/octet-stream" } });
    expect(calls[1]).toMatchObject({ method: "DELETE", body: "" });
  });
});

test.each([429, 503])("tries %i again, as long as Retry-After says", async (status) => {
  let left = 2;
  const busy = () => (left-- > 0 ? { status, headers: { "retry-after": "0" } } : { body: { ok: true } });
  await client({ "GET /": busy }, async (rest, calls) => {
    expect(await rest.get("/")).toEqual({ ok: true });
    expect(calls).toHaveLength(3);
  });
});

test("fails after four busy answers", async () => {
  await client({ "GET /": { status: 503, headers: { "retry-after": "0" } } }, async (rest, calls) => {
    await expect(rest.get("/")).rejects.toMatchObject({ kind: "unavailable", status: 503 });
    expect(calls).toHaveLength(4);
  });
});

test.each([
  [403, { error_code: "PERMISSION_DENIED", message: "not yours" }, "forbidden", "not yours"],
  [403, { error_code: 403, message: "Invalid access token." }, "unauthenticated", "Invalid access token."],
  [
    403,
    { message: "Source IP address: 1.2.3.4 is blocked by Databricks IP ACL for workspace: 7" },
    "ip-blocked",
    "1.2.3.4",
  ],
  [401, "", "unauthenticated", "Unauthorized"],
  [404, { error_code: "RESOURCE_DOES_NOT_EXIST", message: "gone" }, "not-found", "gone"],
  [400, { schemas: ["urn:Error"], detail: "bad filter", status: "400" }, "other", "bad filter"],
  [500, "<html>oops</html>", "foreign-answer", "GET / answered 500 with a web page (oops)"],
  [200, "<!DOCTYPE html><title>Sign in</title>", "foreign-answer", "GET / answered with a web page (Sign in)"],
  [200, "ok", "foreign-answer", "GET / answered with something other than JSON"],
  [403, "<html>Blocked by the gateway</html>", "foreign-answer", "a web page (Blocked by the gateway)"],
  [403, "<html><pre>Invalid access token.</pre></html>", "unauthenticated", "Invalid access token."],
  [404, "<html>Nothing here</html>", "foreign-answer", "Nothing here"],
  [502, "<html>oops</html>", "unavailable", "oops"],
])("fails on %i %o as %s", async (status, body, kind, message) => {
  await client({ "GET /": { status, body } }, async (rest) => {
    await expect(rest.get("/")).rejects.toMatchObject({
      kind,
      status,
      message: expect.stringContaining(message) as string,
    });
  });
});

test("fails on an answer that is no JSON or has another form", async () => {
  await client(
    {
      "GET /html": { body: "<html><title>Sign in</title><p>Hello" },
      "GET /text": { body: "hello" },
      "GET /json": { body: { a: "x" } },
    },
    async (rest) => {
      await expect(rest.get("/html")).rejects.toThrow("GET /html answered with a web page (Sign in)");
      await expect(rest.get("/text")).rejects.toThrow("GET /text answered with something other than JSON");
      await expect(rest.getAs(z.object({ a: z.number() }), "/json")).rejects.toThrow(/unknown form/);
    },
  );
});

test("fails on a refused connection as network, on silence as timeout, on an abort as cancelled", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  const host = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  await expect(new RestClient({ host, timeoutMs: 50 }).get("/")).rejects.toMatchObject({ kind: "timeout" });
  const signal = AbortSignal.abort();
  await expect(new RestClient({ host, signal }).get("/")).rejects.toMatchObject({ kind: "cancelled" });
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
  await expect(new RestClient({ host }).get("/")).rejects.toMatchObject({ kind: "network" });
});

test.each([
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ["CERT_HAS_EXPIRED", "tls"],
  ["ENOTFOUND", "network"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
])("an error with code %s is one of %s", (code, kind) => {
  const cause = Object.assign(new Error("inner"), { code });
  expect(connectionFailure(new TypeError("fetch failed", { cause }))).toEqual({ kind, code, text: "inner" });
});

test("Retry-After may be seconds or a date", () => {
  expect(retryAfter("7")).toBe(7);
  expect(retryAfter(new Date(Date.now() - 1000).toUTCString())).toBe(0);
  expect(retryAfter("soon")).toBeUndefined();
  expect(retryAfter(null)).toBeUndefined();
});

describe("what passes by itself is tried again by what it says", () => {
  const once = (bad: Routes[string]): Routes[string] => {
    let asked = 0;
    return (call) => (asked++ === 0 ? (typeof bad === "function" ? bad(call) : bad) : { body: { ok: true } });
  };
  const soon = { "retry-after": "0" };
  const limited = { status: 500, headers: soon, body: { error_code: "REQUEST_LIMIT_EXCEEDED", message: "slow down" } };
  const scim = { status: 500, headers: soon, body: { detail: "REQUEST_LIMIT_EXCEEDED: too many", status: "500" } };
  const busy = { status: 500, headers: soon, body: { error_code: "TEMPORARILY_UNAVAILABLE", message: "later" } };

  test.each([
    ["a limit with 500", limited],
    ["a limit of SCIM", scim],
    ["a part that is away", busy],
  ])("%s, of a GET", async (_name, bad) => {
    await client({ "GET /": once(bad) }, async (rest, calls) => {
      expect(await rest.get("/")).toEqual({ ok: true });
      expect(calls).toHaveLength(2);
    });
  });

  test("a write is sent again when it was not taken, and not when it may have been done", async () => {
    await client({ "POST /": once(limited) }, async (rest) => expect(await rest.post("/")).toEqual({ ok: true }));
    await client({ "POST /": once(busy) }, async (rest, calls) => {
      await expect(rest.post("/")).rejects.toThrow("later");
      expect(calls).toHaveLength(1);
      expect(await rest.post("/", { repeatable: true })).toEqual({ ok: true });
    });
  });

  test.each([
    [500, { error_code: "INTERNAL_ERROR", message: "oops" }],
    [400, { error_code: "INVALID_PARAMETER_VALUE", message: "please retry with another value" }],
    [403, { error_code: "PERMISSION_DENIED", message: "no" }],
  ])("%i %o is final", async (status, body) => {
    await client({ "GET /": once({ status, body }) }, async (rest, calls) => {
      await expect(rest.get("/")).rejects.toMatchObject({ status });
      expect(calls).toHaveLength(1);
    });
  });

  test("one connection that is cut, of a GET and not of a POST", async () => {
    for (const [method, succeeds] of [
      ["get", true],
      ["post", false],
    ] as const) {
      let asked = 0;
      const server = createServer((request, response) => {
        if (asked++ === 0) request.socket.destroy();
        else response.end("{}");
      }).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const rest = new RestClient({ host: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      if (succeeds) await expect(rest[method]("/")).resolves.toEqual({});
      else await expect(rest[method]("/")).rejects.toMatchObject({ kind: "network" });
      expect(asked).toBe(succeeds ? 2 : 1);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test("within the deadline", async () => {
    const server = await standIn({ "GET /": { ...limited, headers: { "retry-after": "20" } } });
    const rest = new RestClient({ host: server.url, patienceMs: 1000 });
    const began = Date.now();
    await expect(rest.get("/")).rejects.toMatchObject({ kind: "throttled" });
    expect(Date.now() - began).toBeLessThan(5000);
    expect(server.calls).toHaveLength(1);
    await server.close();
  });
});
