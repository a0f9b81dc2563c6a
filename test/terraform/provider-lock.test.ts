import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { copyProviderLock, hasProviderLock, providerLockSteps } from "../../lib/terraform/provider-lock";
import type { StateLocation } from "../../lib/terraform/state-location";
import { scratchFolder } from "../support/state-files";

let at: ReturnType<typeof scratchFolder>;
beforeEach(() => {
  at = scratchFolder();
});
afterEach(() => at.remove());

const copied = (stack: string) => join(at.root, "cdktf.out/stacks", stack, ".terraform.lock.hcl");

function copyFor(workspace: string): void {
  const location: StateLocation = { workspace, folder: at.root, backend: { kind: "local" } };
  copyProviderLock(at.root, join(at.root, "cdktf.out"), location, ["onramp", "side"]);
}

test("every stack gets the project's lock file, also the newer one of a later run", () => {
  for (const text of ["old", "new"]) {
    at.write(".terraform.lock.hcl", text);
    copyFor("https://ours.example");
    for (const stack of ["onramp", "side"]) expect(readFileSync(copied(stack), "utf8")).toBe(text);
  }
});

test("the sandbox takes none, and without one nothing is written", () => {
  copyFor("https://ours.example");
  expect(hasProviderLock(at.root)).toBe(false);
  at.write(".terraform.lock.hcl", "x");
  copyFor("sandbox:f00d");
  expect(hasProviderLock(at.root)).toBe(true);
  expect(existsSync(join(at.root, "cdktf.out"))).toBe(false);
});

test("the steps that make it are for every platform and leave it where synth finds it", () => {
  const [, lock, move] = providerLockSteps("side");
  expect(lock!.match(/-platform=\w+/g)).toHaveLength(5);
  expect(move).toBe("cp cdktf.out/stacks/side/.terraform.lock.hcl .");
});
