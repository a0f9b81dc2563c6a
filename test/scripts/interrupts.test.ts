import { Interrupted } from "../../scripts/cli/interrupts";
import { testContext } from "../support/context";

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("the first %s aborts and stands for exit code %i", (by, exitCode) => {
  const { interrupts, quits } = testContext();
  interrupts.receive(by);
  expect(interrupts.signal.reason).toBeInstanceOf(Interrupted);
  expect(interrupts.signal.reason).toMatchObject({ by, exitCode });
  expect(quits).toEqual([]);
});

test("a second Ctrl-C quits at once, a second SIGTERM waits for the tidying up", () => {
  const { interrupts, quits } = testContext();
  interrupts.receive("SIGINT");
  interrupts.receive("SIGTERM");
  expect(quits).toEqual([]);
  interrupts.receive("SIGINT");
  expect(quits).toEqual([130]);
});

test("Ctrl-C is ignored while a child has the terminal, SIGTERM is not", async () => {
  const { context, interrupts, quits } = testContext();
  await context.ignoreInterrupts(() => {
    interrupts.receive("SIGINT");
    interrupts.receive("SIGINT");
    expect(interrupts.signal.aborted).toBe(false);
    interrupts.receive("SIGTERM");
    return Promise.resolve();
  });
  expect(interrupts.signal.aborted).toBe(true);
  expect(quits).toEqual([]);
});
