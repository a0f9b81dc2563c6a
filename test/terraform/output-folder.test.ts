import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderToWrite, folderWritten } from "../../lib/terraform/output-folder";
import { printedJson } from "../../lib/terraform/printed-json";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "onramp-outdir-"));
});
afterEach(() => rmSync(project, { recursive: true }));

const settings = (text: string) => writeFileSync(join(project, "cdktf.json"), text);
function synthesized(folder: string): void {
  mkdirSync(join(project, folder), { recursive: true });
  writeFileSync(join(project, folder, "manifest.json"), "{}");
}

test("the app writes where cdktf says, else cdktf.json, else cdktf.out", () => {
  expect(folderToWrite({}, project)).toBe("cdktf.out");
  settings('{ "output": "out" }');
  expect(folderToWrite({}, project)).toBe("out");
  expect(folderToWrite({ CDKTF_OUTDIR: "" }, project)).toBe("out");
  expect(folderToWrite({ CDKTF_OUTDIR: "/tmp/x" }, project)).toBe("/tmp/x");
  settings("{ output");
  expect(folderToWrite({}, project)).toBe("cdktf.out");
});

test("commands read where something was written, whoever chose the folder", () => {
  const env = { CDKTF_OUTDIR: "mine" };
  expect(folderWritten(env, project)).toBe(join(project, "mine"));
  // cdktf passes over the variable.
  synthesized("cdktf.out");
  expect(folderWritten(env, project)).toBe(join(project, "cdktf.out"));
  // The app alone does not.
  synthesized("mine");
  expect(folderWritten(env, project)).toBe(join(project, "mine"));
  settings('{ "output": "out" }');
  synthesized("out");
  expect(folderWritten({}, project)).toBe(join(project, "out"));
});

const WARNING = `\nThere are some problems with the CLI configuration:\n╷\n│ Warning: Unable to open CLI configuration file\n│ \n│ The file at "/x" {does} not exist.\n╵\n\n`;

test.each([
  ["JSON alone", '{"a":1}', '{"a":1}'],
  ["a warning before JSON", `${WARNING}{"a":1}\n`, '{"a":1}\n'],
  ["a warning of one line", `│ Warning: x\n{\n  "a": 1\n}`, '{\n  "a": 1\n}'],
  ["a warning and no state", `│ Warning: x\n`, ""],
  ["something else", "garbage", "garbage"],
])("%s", (_, text, json) => {
  expect(printedJson(text)).toBe(json);
});
