import { newNumericId } from "../../state/identifiers";

test("makes numeric ids that are the same as text and as a JSON number", () => {
  for (let i = 0; i < 1000; i++) {
    const id = newNumericId();
    expect(String(JSON.parse(id))).toBe(id);
    expect(id).toMatch(/^\d{15,16}$/);
  }
});
