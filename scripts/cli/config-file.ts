import { existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { ConfigError } from "../../lib/config";
import { DEFAULT_FILE, readConfigFiles, type ConfigFiles } from "../../lib/config/files";
import type { Context } from "./context";
import { UsageError } from "../../lib/report/errors";
import { isClone, PACKAGE_ROOT } from "../../lib/package";

/** The configuration that is to be written. */
export interface ConfigTarget {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** What is in it now; undefined when it is not there, or blank. */
  readonly text?: string;
  /** With what else belongs to the configuration. */
  readonly files: ConfigFiles;
}

/**
 * The file that `--out`, `--config` or `ONRAMP_CONFIG` names, else `onramp.yaml`.
 *
 * @throws UsageError when its folder is not there, ConfigError when it, or one beside it, cannot be read
 */
export function configTarget(out: string | undefined, { cwd, env }: Pick<Context, "cwd" | "env">): ConfigTarget {
  const path = resolve(cwd, out || env.ONRAMP_CONFIG || DEFAULT_FILE);
  if (!existsSync(dirname(path)))
    throw new UsageError(`The folder of ${path} is not there.`, ["Make it first, or choose another."]);
  const files = readConfigFiles({ cwd, env, file: path });
  const problems = existsSync(path) ? files.problems : files.problems.filter(({ file }) => file !== files.mainFile);
  if (problems.length > 0) throw new ConfigError(problems);
  const text = files.main?.text;
  const isBlank = text === undefined || text.trim() === "";
  return { path, shown: files.mainFile, ...(!isBlank && { text }), files: { ...files, problems: [] } };
}

/** Whether there is a configuration, or one is named that must be there; a blank one is none. */
export function isConfigThere(place: Pick<Context, "cwd" | "env">): boolean {
  return place.env.ONRAMP_CONFIG !== undefined || configTarget(undefined, place).text !== undefined;
}

/** True for the file that every command reads without being told. */
export function isDefault(path: string, { cwd, env }: Pick<Context, "cwd" | "env">): boolean {
  const standard = resolve(cwd, DEFAULT_FILE);
  return path === standard && (!env.ONRAMP_CONFIG || resolve(cwd, env.ONRAMP_CONFIG) === standard);
}

/** Path of the config's JSON schema as a file in the project names it; undefined for files elsewhere. */
export function schemaPathFrom(file: string): string | undefined {
  const schema = join(PACKAGE_ROOT, "onramp.schema.json");
  const project = isClone() ? PACKAGE_ROOT : join(PACKAGE_ROOT, "..", "..");
  if (!resolve(file).startsWith(project + sep)) return undefined;
  const path = relative(dirname(file), schema).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}

/**
 * Writes the configuration whole or not at all; a link stays a link.
 *
 * @param before what was in it when it was read
 * @throws UsageError when somebody else changed it since, or it cannot be written
 */
export function writeConfig(path: string, text: string, before: string | undefined): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  const now = existsSync(target) ? readFileSync(target, "utf8") : undefined;
  if ((now?.trim() ? now : undefined) !== before) {
    throw new UsageError(`${path} was changed in the meantime.`, ["It was left as it is. Run the command again."]);
  }
  const draft = join(dirname(target), `.onramp-${process.pid}.tmp`);
  try {
    writeFileSync(draft, text, { flag: "wx", mode: now === undefined ? 0o644 : statSync(target).mode & 0o777 });
    renameSync(draft, target);
  } catch (cause) {
    rmSync(draft, { force: true });
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`${path} cannot be written (${code}).`, ["Nothing was written."], { cause });
  }
}
