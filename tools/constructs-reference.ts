import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** The reference of the constructs, made from their docstrings. */
export const CONSTRUCTS_FILE = "docs/constructs-reference.md";

/**
 * Text of {@link CONSTRUCTS_FILE}, by TypeDoc as `typedoc.json` says.
 *
 * @throws Error when a public member has no docstring, or one has a dead link
 */
export async function constructsReference(root: string): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), "onramp-typedoc-"));
  const program = join(dirname(createRequire(__filename).resolve("typedoc/package.json")), "bin", "typedoc");
  try {
    await promisify(execFile)(process.execPath, [program, "--out", out, "--treatWarningsAsErrors"], { cwd: root });
    const text = readFileSync(join(out, "README.md"), "utf8");
    return `<!-- Made by npm run reference from the docstrings. -->\n\n${text}`;
  } finally {
    rmSync(out, { recursive: true });
  }
}
