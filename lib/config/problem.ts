import { UsageError } from "../report/errors";
import { visible } from "../report/visible";

/** Where a value sits in the config: keys and list positions from the root. */
export type Path = readonly (string | number)[];

/** Something wrong with the value at a path; {@link Problem} adds where that is in the files. */
export interface Fault {
  readonly path: Path;
  /** Completes "this value …", with the value as it was written: `is 3, too short for …`. */
  readonly what: string;
  /** The values or the range that would do. */
  readonly allowed?: string;
  /** What to write or do instead. */
  readonly fix?: string;
}

/** One thing that is wrong with the config, and where. */
export interface Problem {
  /** File as the user would name it, relative to the working directory where that is shorter. */
  readonly file: string;
  /** From 1; absent when the problem is the file as a whole. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** e.g. `integrations.clevertap.schema`; empty for the file as a whole. */
  readonly path: string;
  readonly what: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** More than these are not read by anybody; the rest is counted. */
const MOST_SHOWN = 50;

/** The config cannot be used. Holds everything that is wrong with it, in the order of the files. */
export class ConfigError extends UsageError {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const safe = problems.map(withoutSecrets);
    const more = safe.length - MOST_SHOWN;
    super(
      [
        ...safe.slice(0, MOST_SHOWN).map(formatProblem),
        ...(more > 0 ? [`and ${more} more ${more === 1 ? "problem" : "problems"}`] : []),
      ].join("\n"),
    );
    this.problems = safe;
  }
}

/** `onramp.yaml:12:5 integrations.clevertap.schema — what is wrong; allowed: …; fix: …` */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(":");
  const text = [
    problem.what,
    problem.allowed && `allowed: ${problem.allowed}`,
    problem.fix && `fix: ${problem.fix}`,
  ].filter(Boolean);
  return `${place}${problem.path && ` ${problem.path}`} — ${text.join("; ")}`;
}

/** `["integrations", "bi", "read", 0]` as `integrations.bi.read[0]`; unusual keys in quotes. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[\w-]{1,80}$/.test(part)) return `[${quote(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}

/** A text in quotes as messages show it: shortened, and with everything in it to be seen. */
export function quote(text: string): string {
  return visible(JSON.stringify(text.length > 60 ? text.slice(0, 57) + "…" : text));
}

/** Looks like a Databricks token or OAuth secret. */
const SECRET = /(?<![a-z0-9])(dapi|dose|dkea)[0-9a-f]{6,}/gi;

/** A secret that was pasted into the config must not go on into logs, nor anything that a terminal would act on. */
function withoutSecrets(problem: Problem): Problem {
  const mask = <T extends string | undefined>(text: T) => (text && visible(text.replace(SECRET, "$1…"))) as T;
  const { file, path, what, allowed, fix } = problem;
  return {
    ...problem,
    file: visible(file),
    path: mask(path),
    what: mask(what),
    allowed: mask(allowed),
    fix: mask(fix),
  };
}
