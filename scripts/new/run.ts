import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { UsageError } from "../../lib/report/errors";
import { shellWord } from "../../lib/report/shell-word";
import type { Context } from "../cli/context";
import { projectFiles } from "./project-files";
import { readme } from "./readme";

export interface NewCommand {
  /** Exactly one. */
  readonly folders: readonly string[];
}

/** `onramp new`: the files of a project that uses the kit, and nothing else; what they need is installed by npm. */
export function run({ folders }: NewCommand, { cwd, stderr }: Pick<Context, "cwd" | "stderr">): number {
  const [folder, ...others] = folders;
  if (folder === undefined || folder === "" || others.length > 0) {
    throw new UsageError(
      `Name one folder for the project; ${others.length > 0 ? "there are several" : "there is none"}.`,
    );
  }
  const path = resolve(cwd, folder);
  refuseUsed(path);
  const name = packageName(basename(path));
  const files = projectFiles(name);
  const write = (file: string, text: string) => writeFileSync(join(path, file), text, { flag: "wx" });
  try {
    mkdirSync(path, { recursive: true });
    for (const [file, text] of Object.entries(files)) write(file, text);
    write("README.md", readme(name, path));
  } catch (cause) {
    const { code = "unknown error" } = cause as NodeJS.ErrnoException;
    throw new UsageError(`The project cannot be written to ${path} (${code}).`, ["Choose another folder."], { cause });
  }
  const shown = relative(cwd, path) || ".";
  stderr.write(
    [
      `Made ${shown}: ${[...Object.keys(files), "README.md"].join(", ")}`,
      "Next:",
      ...(shown === "." ? [] : [`  cd ${shellWord(shown)}`]),
      "  npm install",
      "Its README.md goes on from there.",
      "",
    ].join("\n"),
  );
  return 0;
}

/** @throws UsageError for a folder with something in it, and for a file */
function refuseUsed(path: string): void {
  if (!existsSync(path)) return;
  const fix = ["Nothing was written. Choose a folder that is new or empty."];
  if (!statSync(path).isDirectory()) throw new UsageError(`${path} is a file.`, fix);
  const [first, ...more] = readdirSync(path);
  if (first === undefined) return;
  const what = more.length === 0 ? first : `${first} and ${more.length} more`;
  throw new UsageError(`${path} is not empty: it has ${what}.`, fix);
}

/** What npm allows: lower case, no spaces, at most 214 characters, neither dot nor underscore in front. */
function packageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[-._]+|-+$/g, "")
    .slice(0, 214);
  return name === "" || name === "node_modules" ? "databricks-access" : name;
}
