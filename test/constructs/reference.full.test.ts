import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONSTRUCTS_FILE, constructsReference } from "../../tools/constructs-reference";

const ROOT = join(__dirname, "../..");

// When this fails: npm run reference
test("the reference is current, and every public member is documented", async () => {
  expect(readFileSync(join(ROOT, CONSTRUCTS_FILE), "utf8")).toBe(await constructsReference(ROOT));
}, 240_000);
