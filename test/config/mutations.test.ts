import { tryMutations } from "./mutations";

jest.setTimeout(60_000);

test("a thousand mutated configs: each is a config that can be synthesized, or problems with places, within half a second", () => {
  // The first one loads what all need.
  tryMutations(1, 0);
  const { right, refused, bad, slowest } = tryMutations(1_000, 1);
  expect(bad).toEqual([]);
  expect(right).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(500);
  expect(slowest).toBeLessThan(500);
});
