import { isLeftover, scratchName } from "../../lib/check/scratch-name";

test("what another check uses at the moment is no leftover; after an hour it is", () => {
  const name = scratchName();
  expect(isLeftover(name)).toBe(false);
  expect(isLeftover(`${name}_view`)).toBe(false);
  jest.useFakeTimers({ now: Date.now() + 3_600_001 });
  expect(isLeftover(name)).toBe(true);
  jest.useRealTimers();
});

test("names that a check did not make are left alone, and one without a time is a leftover", () => {
  expect(isLeftover("onramp_check_x")).toBe(false);
  expect(isLeftover("users")).toBe(false);
  expect(isLeftover("_onramp_check_")).toBe(true);
});
