import { PROFILES } from "../../profiles";
import { run } from "../../scripts/tools/run";
import { testContext } from "../support/context";

test.each([...PROFILES.values()])(
  "$tool is explained with how it is taken away again, first in the tool",
  async (tool) => {
    const { context, out } = testContext();
    expect(await run({ names: [tool.tool] }, context)).toBe(0);
    const [, away = ""] = out().replace(/\s+/g, " ").split("Taking it away");
    const [first = "Delete the connection"] = tool.offboarding ?? [];
    const inTool = away.indexOf(first.split("{")[0]!.trim());
    expect(inTool).toBeGreaterThan(0);
    expect(away.indexOf("absent: true")).toBeGreaterThan(inTool);
  },
);
