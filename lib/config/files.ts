import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { SMALLEST_FILE } from "./merge";
import type { Problem } from "./problem";

/** The file that is read when neither `--config` nor `ONRAMP_CONFIG` names one. */
export const DEFAULT_FILE = "onramp.yaml";

/** Folder beside the main file with one integration in each file. */
const FOLDER = "integrations";

/** A file as messages name it, and what is in it. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** The files of one config. */
export interface ConfigFiles {
  /** Absent when it could not be read, which is among the problems. */
  readonly main?: TextFile;
  /** Path of the main file as messages name it. */
  readonly mainFile: string;
  /** `integrations/*.yaml`; `key` is the file's name without its ending. */
  readonly others: readonly (TextFile & { readonly key: string })[];
  readonly problems: readonly Problem[];
}

/** Where to look for a config. */
export interface ConfigLocation {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** From `--config`; counts before `ONRAMP_CONFIG`. */
  readonly file?: string;
}

/** Reads the main file and everything in `integrations/` beside it. */
export function readConfigFiles({ cwd, env, file }: ConfigLocation): ConfigFiles {
  const problems: Problem[] = [];
  const path = resolve(cwd, file || env.ONRAMP_CONFIG || DEFAULT_FILE);
  const read = (at: string): TextFile | undefined => {
    const shown = shownPath(cwd, at);
    const result = readText(at);
    if ("text" in result) return { file: shown, text: result.text };
    problems.push({ file: shown, path: "", ...result });
    return undefined;
  };
  const main = read(path);
  if (!main && problems[0]?.what === NOT_THERE) {
    const from = file ? "--config names it" : env.ONRAMP_CONFIG ? "ONRAMP_CONFIG names it" : undefined;
    problems[0] = { ...problems[0], what: from ? `${NOT_THERE}, but ${from}` : NOT_THERE, fix: fixForMissing(path) };
  }
  const others = integrationFiles(join(dirname(path), FOLDER)).flatMap((at) => {
    const other = read(at);
    return other ? [{ ...other, key: basename(at, extname(at)) }] : [];
  });
  return { main, mainFile: shownPath(cwd, path), others, problems };
}

const NOT_THERE = "is not there";

function readText(path: string): { text: string } | { what: string; fix?: string } {
  try {
    const bytes = readFileSync(path);
    if (!isUtf8(bytes)) return { what: "is not UTF-8 text", fix: "save it as UTF-8" };
    return { text: bytes.toString("utf8") };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return { what: NOT_THERE };
    if (code === "EISDIR") return { what: "is a folder", fix: `name a file, e.g. ${DEFAULT_FILE} in it` };
    return { what: `cannot be read (${code ?? "unknown reason"})`, fix: "make it readable for you" };
  }
}

function fixForMissing(path: string): string {
  const lookalike = ["onramp.yml", "onramp.json"].find((name) => "text" in readText(join(dirname(path), name)));
  if (lookalike && basename(path) === DEFAULT_FILE)
    return `rename ${lookalike} to ${DEFAULT_FILE}, or pass --config ${lookalike}`;
  return `create it, or name another with --config or ONRAMP_CONFIG; ${SMALLEST_FILE}`;
}

/** YAML files of the folder in alphabetical order; none when there is no such folder. */
function integrationFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[^.].*\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Relative to the working directory, unless that leads out of it. */
function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path) || ".";
  return short.startsWith("..") || isAbsolute(short) ? path : short;
}
