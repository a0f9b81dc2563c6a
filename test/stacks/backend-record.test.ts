import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgetOtherBackend } from "../../stacks/backend-record";

const outdir = mkdtempSync(join(tmpdir(), "backend-record-"));
const folder = join(outdir, "stacks", "onramp", ".terraform");
const note = join(folder, "terraform.tfstate");
beforeEach(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const write = (backend: unknown) => writeFileSync(note, JSON.stringify({ version: 3, backend }));

it("forgets the backend of another workspace, so that init asks nothing and migrates nothing", () => {
  write({ type: "local", config: { path: "../../../a/onramp.tfstate" } });
  forgetOtherBackend(outdir, "onramp", "../../../b/onramp.tfstate");
  expect(existsSync(note)).toBe(false);
});

it("keeps the note of the same backend", () => {
  write({ type: "local", config: { path: "../../../a/onramp.tfstate" } });
  forgetOtherBackend(outdir, "onramp", "../../../a/onramp.tfstate");
  expect(existsSync(note)).toBe(true);
});

it("leaves what it cannot read to Terraform, and needs no note", () => {
  writeFileSync(note, "{");
  forgetOtherBackend(outdir, "onramp", "x");
  expect(existsSync(note)).toBe(true);
  rmSync(note);
  expect(() => forgetOtherBackend(outdir, "onramp", "x")).not.toThrow();
});
