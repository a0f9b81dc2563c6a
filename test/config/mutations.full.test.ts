import { tryMutations } from "./mutations";

jest.setTimeout(600_000);

test("ten thousand mutated configs: each is a config that can be synthesized, or problems with places, within half a second", () => {
  tryMutations(1, 0);
  const { bad, slowest } = tryMutations(10_000, 2);
  expect(bad).toEqual([]);
  expect(slowest).toBeLessThan(500);
});
