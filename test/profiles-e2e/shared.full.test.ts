import { runInSandbox } from "./run-in-sandbox";
import type { Left, Shared } from "./shared-child";

jest.setTimeout(240_000);

let together: Left;
let oneByOne: Shared;

beforeAll(async () => {
  [together, oneByOne] = await Promise.all([
    runInSandbox<Left>("shared-child", ["together"]),
    runInSandbox<Shared>("shared-child", ["one-by-one"]),
  ]);
});

const notPassed = (checks: Readonly<Record<string, string>>) =>
  Object.entries(checks).filter(([, status]) => status !== "PASS");

describe("ten tools on one catalog and one warehouse", () => {
  test("all work, and a second deploy changes nothing", () => {
    expect(Object.keys(together.checks)).toHaveLength(10);
    expect(notPassed(together.checks)).toEqual([]);
    expect(together.again).toEqual({ added: 0, changed: 0, destroyed: 0 });
  });

  test("deployed one after another they end in the same state as in one go", () => {
    expect(notPassed(oneByOne.checks)).toEqual([]);
    expect(oneByOne.states).toEqual(together.states);
  });

  test("when one is absent, nine go on working and its data stays", () => {
    expect(Object.keys(together.nine)).toHaveLength(9);
    expect(notPassed(together.nine)).toEqual([]);
    expect(together.data).toEqual([{ answer: 42 }]);
  });

  test("when an entry is deleted, the same deploy revokes its credential, and the others go on", () => {
    expect(Object.keys(together.eight)).toHaveLength(8);
    expect(notPassed(together.eight)).toEqual([]);
    expect(Object.keys(together.gone)).toEqual(["rudderstack", "clevertap"]);
    for (const failed of Object.values(together.gone)) expect(failed).toMatch(/^sign-in: the token .*(revoked|wrong)/);
  });
});
