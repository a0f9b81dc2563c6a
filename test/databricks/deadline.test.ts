import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { withDeadline } from "../../lib/databricks/http/deadline";

/** Collects garbage, as a longer run does by itself. */
function collect(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

const silent = createServer(() => {});
let url: string;
beforeAll(async () => {
  await new Promise((resolve) => silent.listen(0, "127.0.0.1", () => resolve(undefined)));
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

const waiting = (ms: number, signal?: AbortSignal) => withDeadline(ms, signal, (stop) => fetch(url, { signal: stop }));

test("ends what takes too long, whatever is collected meanwhile", async () => {
  const timers = [50, 100].map((ms) => setTimeout(collect, ms));
  await expect(waiting(200, new AbortController().signal)).rejects.toMatchObject({
    name: "TimeoutError",
    message: "no answer within 0.2 s",
  });
  timers.forEach(clearTimeout);
});

test("ends with the other signal, aborted before or meanwhile", async () => {
  const reason = new Error("Ctrl-C");
  await expect(waiting(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(reason), 20);
  await expect(waiting(60_000, interrupt.signal)).rejects.toBe(reason);
});

test("gives the result, and leaves no timer behind", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  expect(await withDeadline(60_000, undefined, () => Promise.resolve(timers()))).toBe(before + 1);
  expect(timers()).toBe(before);
});
