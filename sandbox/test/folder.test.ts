import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeFolder } from "../folder";

const base = mkdtempSync(join(tmpdir(), "folder-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

test("makes a temporary folder for its user alone and removes it with what is in it", () => {
  const folder = takeFolder();
  writeFileSync(join(folder.path, "file"), "text");
  expect(folder.kept).toBe(false);
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  folder.release();
  expect(existsSync(folder.path)).toBe(false);
});

test("keeps a given folder and what is in it", () => {
  const path = join(base, "a", "b");
  const folder = takeFolder(path);
  writeFileSync(join(path, "file"), "text");
  folder.release();
  expect(readFileSync(join(path, "file"), "utf8")).toBe("text");
  takeFolder(path).release();
});

test("refuses a folder that a running sandbox has, and names its process", () => {
  const path = join(base, "busy");
  const folder = takeFolder(path);
  expect(() => takeFolder(path)).toThrow(`in use by the sandbox of process ${process.pid}`);
  folder.release();
});

test("takes a folder over from a sandbox that was killed", () => {
  const path = join(base, "killed");
  takeFolder(path).release();
  // No process has this id: it is above what Linux and macOS give out.
  for (const left of ["99999999", ""]) {
    writeFileSync(join(path, "sandbox.pid"), left);
    const folder = takeFolder(path);
    expect(readFileSync(join(path, "sandbox.pid"), "utf8").trim()).toBe(String(process.pid));
    folder.release();
    expect(existsSync(join(path, "sandbox.pid"))).toBe(false);
  }
});
