import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** What `npm pack` says of a package. */
export interface Packed {
  readonly name: string;
  /** Of the tarball, in bytes. */
  readonly size: number;
  readonly files: readonly string[];
  /** Path of the tarball. */
  readonly tarball: string;
}

/** What is in no clean checkout. */
const LEFT_OUT = new Set(["node_modules", "dist", ".git", "cdktf.out", ".onramp", ".terraform", "coverage"]);

/**
 * Builds and packs the sandbox and the kit from a copy of the checkout in `folder`: in the checkout itself, programs of
 * other tests may be running what was built before.
 */
export function packBoth(folder: string): readonly [sandbox: Packed, kit: Packed] {
  const copy = join(folder, "checkout");
  cpSync(ROOT, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(basename(path)) || !path.startsWith(ROOT + sep),
  });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  symlinkSync(join(ROOT, "sandbox", "node_modules"), join(copy, "sandbox", "node_modules"));
  return [pack(join(copy, "sandbox"), folder), pack(copy, folder)];
}

interface PackedFile {
  readonly path: string;
}

function pack(from: string, folder: string): Packed {
  const text = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: from, encoding: "utf8" });
  // The scripts that npm runs before may print, too.
  const [said] = JSON.parse(text.slice(text.indexOf("[\n"))) as {
    name: string;
    size: number;
    filename: string;
    files: PackedFile[];
  }[];
  if (!said) throw new Error(`npm pack made nothing of ${from}:\n${text}`);
  const { name, size, filename, files } = said;
  return { name, size, files: files.map(({ path }) => path).sort(), tarball: join(folder, filename) };
}
