import { Steps } from "../../scripts/cli/steps";
import { columnsOf, styleOf } from "../../scripts/cli/terminal";

const ESCAPE = "\u001b";

test.each<[string, boolean | undefined, NodeJS.ProcessEnv, boolean]>([
  ["a terminal", true, {}, true],
  ["a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, true],
  ["a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
  ["a dumb terminal", true, { TERM: "dumb" }, false],
  ["a pipe", undefined, {}, false],
])("%s (%s, %j) has colours: %s", (_what, isTTY, env, colour) => {
  const style = styleOf({ write: () => true, isTTY }, env);
  expect(style.colour).toBe(colour);
  expect(style.red("text").includes(ESCAPE)).toBe(colour);
});

test("a terminal without a size is as wide as no terminal", () => {
  const wide = (columns?: number) => columnsOf({ write: () => true, isTTY: true, columns });
  expect([wide(0), wide(), wide(72)]).toEqual([100, 100, 72]);
});

describe("steps", () => {
  /** Runs `work` as a step and gives what was written, with the times replaced. */
  async function written(isTTY: boolean, work: () => Promise<string>, isWell?: () => boolean): Promise<string> {
    let text = "";
    const stderr = { write: (part: string) => (text += part), isTTY };
    await new Steps({ stderr, env: {} }).run("deploy", work, (result) => result, isWell).catch(() => undefined);
    return text.replace(/\d+\.\d s/, "T s");
  }

  test("are one plain line each in a log", async () => {
    expect(await written(false, () => Promise.resolve("9 added"))).toMatch(/^ {2}✔ deploy +9 added +T s\n$/);
  });

  test("show that they failed, by an error or by their result", async () => {
    expect(await written(false, () => Promise.reject(new Error("no")))).toMatch(/^ {2}✖ deploy +T s\n$/);
    expect(
      await written(
        false,
        () => Promise.resolve("1 failed"),
        () => false,
      ),
    ).toMatch(/^ {2}✖ deploy +1 failed +T s\n$/);
  });

  test("stand there while they run on a terminal, and are then written over", async () => {
    expect(await written(true, () => Promise.resolve("9 added"))).toMatch(
      /….* deploy\r.*✔.* deploy +9 added .*T s.*\n$/,
    );
  });
});
