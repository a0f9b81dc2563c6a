import { join } from "node:path";
import { CDKTF, Place, PROJECT } from "../e2e/harness";

jest.setTimeout(120_000);

const place = new Place();
afterAll(() => place.remove());

/** A command line that types these answers, then plans what the file describes. */
function typeAndPlan(file: string, answers: readonly string[]): string {
  const child = join(PROJECT, "test", "init", "typing-child.ts");
  const typed = answers.map((answer) => `"${answer}"`).join(" ");
  const stack = `terraform -chdir="${place.path("cdktf.out", "stacks", "onramp")}"`;
  return [
    `node --import tsx "${child}" "${file}" ${typed} > "${place.path("init.log")}"`,
    `ONRAMP_CONFIG="${file}" ${CDKTF} synth > /dev/null`,
    `${stack} init -input=false > /dev/null`,
    `${stack} plan -input=false -no-color`,
  ].join(" && ");
}

test.each([
  ["new resources", [], ["clevertap", "", "", "", "", "", "", ""], 8],
  ["what the Free Edition has", ["--like", "free"], ["clevertap", "", "", "", "", "", "", "", ""], 5],
])("what somebody answers on a terminal can be deployed: %s", async (_what, options, answers, resources) => {
  const file = place.path(`${resources}.yaml`);
  const { code, stdout, stderr } = await place.run(["sandbox", ...options, "--run", typeAndPlan(file, answers)]);
  expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  expect(stdout).toContain(`Plan: ${resources} to add, 0 to change, 0 to destroy.`);
});
