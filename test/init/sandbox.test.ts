import { join } from "node:path";
import { CDKTF, Place, PROJECT } from "../support/place";

jest.setTimeout(120_000);

const place = new Place();
afterAll(() => place.remove());

/** A command line that types these answers, does what is printed before a deploy, then plans what the file describes. */
function typeAndPlan(file: string, answers: readonly string[]): string {
  const child = join(PROJECT, "test", "init", "typing-child.ts");
  const typed = answers.map((answer) => `"${answer}"`).join(" ");
  const log = place.path("init.log");
  const onramp = join(PROJECT, "scripts", "onramp.js");
  const stack = `terraform -chdir="${place.path("cdktf.out", "stacks", "onramp")}"`;
  return [
    `node --import tsx "${child}" "${file}" ${typed} > "${log}"`,
    `sed -n 's/.*\\(workspace share-warehouse .* --create-group\\).*/\\1 --yes/p' "${log}" | xargs -r node "${onramp}"`,
    `ONRAMP_CONFIG="${file}" ${CDKTF} synth > /dev/null`,
    `${stack} init -input=false > /dev/null`,
    `${stack} plan -input=false -no-color`,
  ].join(" && ");
}

test.each([
  ["new resources", [], ["clevertap", "", "", "", "", "", "", ""], 8],
  ["what the Free Edition has", ["--like", "free"], ["clevertap", "", "", "", "", "", "", "", ""], 6],
])("what somebody answers on a terminal can be deployed: %s", async (_what, options, answers, resources) => {
  const file = place.path(`${resources}.yaml`);
  const { code, stdout, stderr } = await place.run(["sandbox", ...options, "--run", typeAndPlan(file, answers)]);
  expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  expect(stdout).toContain(`Plan: ${resources} to add, 0 to change, 0 to destroy.`);
});
