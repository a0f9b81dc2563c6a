import { execFileSync } from "node:child_process";
import { shellWord } from "../../lib/report/shell-word";

test.each(["bi-users", "./my file.yaml", "it's", "$(echo no) `echo no` $HOME", 'say "yes"; no', "ü\\n"])(
  "%s is one word, of which a shell reads every letter",
  (text) => {
    expect(execFileSync("sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" })).toBe(text);
  },
);

test("is bare where it can be", () => {
  expect(shellWord("docs/a-b_1.yaml")).toBe("docs/a-b_1.yaml");
});
