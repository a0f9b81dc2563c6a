import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wrapTerraform } from "../../cli/terraform-wrapper";

const folder = mkdtempSync(join(tmpdir(), "wrapper-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the program survives the end of its terminal, and gets its arguments as they are", () => {
  const wrapper = wrapTerraform(folder, "/bin/sh");
  const said = execFileSync(wrapper, ["-c", 'kill -HUP $$; echo "alive: $1"', "sh", "a b"], { encoding: "utf8" });
  expect(said).toBe("alive: a b\n");
  expect(statSync(wrapper).mode & 0o777).toBe(0o700);
});

test("a path with blanks and quotes is no trouble", () => {
  const odd = join(folder, "it's a folder");
  mkdirSync(odd);
  symlinkSync("/bin/sh", join(odd, "sh"));
  const wrapper = wrapTerraform(folder, join(odd, "sh"));
  expect(execFileSync(wrapper, ["-c", "echo ok"], { encoding: "utf8" })).toBe("ok\n");
});
