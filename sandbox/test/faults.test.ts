import { ConnectionReset, type FaultAnswer, Faults, type FaultRule } from "../faults";

const well: FaultAnswer = { status: 200, headers: { "content-length": "6" }, body: "answer" };
const busy: FaultAnswer = { status: 503, headers: {}, body: "busy" };

/** Statuses of answers to requests of two faces, after a rule was ordered, and how often the workspace was asked. */
async function after(rule: FaultRule): Promise<{ statuses: (number | "reset")[]; asked: number }> {
  const faults = new Faults();
  faults.order(rule);
  const requests = [
    { method: "GET", path: "/api/2.0/token/list" },
    { method: "POST", path: "/sql/1.0/warehouses/w", call: "OpenSession" },
    { method: "POST", path: "/sql/1.0/warehouses/w", call: "ExecuteStatement" },
    { method: "GET", path: "/api/2.0/sql/warehouses" },
  ];
  let asked = 0;
  const statuses: (number | "reset")[] = [];
  for (const request of requests) {
    const answering = faults.around(request, () => {
      asked++;
      return Promise.resolve(well);
    });
    statuses.push(
      await answering.then(
        ({ status }) => status,
        (error: unknown) => {
          expect(error).toBeInstanceOf(ConnectionReset);
          return "reset" as const;
        },
      ),
    );
  }
  return { statuses, asked };
}

test.each<[string, FaultRule, (number | "reset")[], number]>([
  ["the first request of any kind", { fault: { effect: busy } }, [503, 200, 200, 200], 3],
  ["as many as it says", { times: 3, fault: { effect: busy } }, [503, 503, 503, 200], 1],
  ["those after the ones it lets through", { skip: 2, fault: { effect: busy } }, [200, 200, 503, 200], 3],
  ["a method", { method: "POST", fault: { effect: busy } }, [200, 503, 200, 200], 3],
  ["a path", { path: "/api/2.0/sql/warehouses", fault: { effect: busy } }, [200, 200, 200, 503], 3],
  ["paths that begin so", { path: "/sql/*", times: 9, fault: { effect: busy } }, [200, 503, 503, 200], 2],
  ["a Thrift call", { call: "ExecuteStatement", fault: { effect: busy } }, [200, 200, 503, 200], 3],
  ["any Thrift call", { call: "*", fault: { effect: busy } }, [200, 503, 200, 200], 3],
  ["what was done already", { fault: { effect: busy, afterwards: true } }, [503, 200, 200, 200], 4],
  ["a connection, before", { fault: { effect: "reset" } }, ["reset", 200, 200, 200], 3],
  ["a connection, after", { fault: { effect: "reset", afterwards: true } }, ["reset", 200, 200, 200], 4],
  ["only the time it takes", { fault: { delayMillis: 1 } }, [200, 200, 200, 200], 4],
])("strikes %s", async (_what, rule, statuses, asked) => {
  expect(await after(rule)).toEqual({ statuses, asked });
});

test("gives half a body that looks whole to HTTP", async () => {
  const faults = new Faults();
  faults.order({ fault: { effect: "half" } });
  const answer = await faults.around({ method: "GET", path: "/" }, () => Promise.resolve(well));
  expect(answer).toEqual({ status: 200, headers: {}, body: Buffer.from("ans") });
});

test("is over when it struck, or was cancelled, and tells what it struck", async () => {
  const faults = new Faults();
  const first = faults.order({ path: "/a", fault: { effect: busy } });
  const second = faults.order({ path: "/b", fault: { effect: busy } });
  expect(faults.any).toBe(true);
  await faults.around({ method: "GET", path: "/a" }, () => Promise.resolve(well));
  second.cancel();
  expect(faults.any).toBe(false);
  expect([first.struck, second.struck]).toEqual([[{ method: "GET", path: "/a" }], []]);
});
