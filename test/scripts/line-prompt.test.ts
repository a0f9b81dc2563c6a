import { PassThrough } from "node:stream";
import { Interrupted } from "../../scripts/cli/interrupts";
import { LinePrompt } from "../../scripts/cli/line-prompt";
import { testContext } from "../support/context";

/** A terminal on which nothing has been typed yet. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const { context, interrupts, err } = testContext();
  return { input, interrupts, err, prompt: new LinePrompt(input, context) };
}

test("asks on stderr and gives the lines in their order, those typed ahead too", async () => {
  const { input, err, prompt } = terminal();
  input.write("one\rtwo\r");
  expect(await prompt.ask("First: ")).toBe("one");
  expect(await prompt.ask("Second: ")).toBe("two");
  const third = prompt.ask("Third: ");
  input.write(" three \r");
  expect(await third).toBe(" three ");
  expect(err()).toContain("Third: ");
  prompt.close();
});

test("a line can be mended before Enter", async () => {
  const { input, prompt } = terminal();
  input.write("clevertop\u007f\u007fap\r");
  expect(await prompt.ask("Tool: ")).toBe("clevertap");
  prompt.close();
});

test("fails when the input ends, as Ctrl-D does", async () => {
  const { input, prompt } = terminal();
  const asked = prompt.ask("Tool: ");
  input.write("\u0004");
  await expect(asked).rejects.toMatchObject({ exitCode: 2, fix: ["Nothing was written."] });
});

test("fails with the interrupt while it waits", async () => {
  const { interrupts, prompt } = terminal();
  const asked = prompt.ask("Tool: ");
  interrupts.receive("SIGINT");
  await expect(asked).rejects.toBeInstanceOf(Interrupted);
  prompt.close();
});
