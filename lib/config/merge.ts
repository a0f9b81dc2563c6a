import { keyFault } from "./names";
import type { Fault, Path, Problem } from "./problem";
import { formatPath } from "./problem";
import type { YamlSource } from "./yaml-source";
import { onramp } from "../command-line";

/** A file under `integrations/`, and the key it stands for when it holds the fields of one integration. */
export interface IntegrationFile {
  readonly source: YamlSource;
  readonly key: string;
}

/** All files as one config that knows where each of its values was written. */
export interface MergedConfig {
  readonly value: Readonly<Record<string, unknown>>;
  /** What is wrong about the files as a whole. */
  readonly problems: readonly Problem[];
  /** Adds file, line and column. */
  problem(fault: Fault): Problem;
}

type Mapping = Record<string, unknown>;

/** `at`: the path in the file; the fault has the path in the config. */
type Report = (source: YamlSource, at: Path, fault: Fault) => void;

const SMALLEST = "integrations: { clevertap: { catalog: clevertap_catalog, schema: clevertap_schema } }";

/** What to do about a file that is not there or says nothing. */
export const SMALLEST_FILE = `let \`${onramp("init")}\` ask and write it; the smallest useful file is: ${SMALLEST}`;

/** Sections whose entries may have no fields at all: `bi:` is `bi: {}`. */
const SECTIONS = ["catalogs", "warehouses", "integrations"] as const;

/** Puts the files together; an integration that two of them describe is a problem. */
export function mergeFiles(main: YamlSource, others: readonly IntegrationFile[]): MergedConfig {
  const problems: Problem[] = [];
  /** For each integration: its file, and the path in it that its entry has. */
  const homes = new Map<string, { source: YamlSource; base: Path }>();
  const report: Report = (source, at, { path, ...text }) => {
    problems.push({ file: source.file, ...source.locate(at), path: formatPath(path), ...text });
  };
  const add = (source: YamlSource, key: string, base: Path) => {
    const first = homes.get(key);
    if (!first) return void homes.set(key, { source, base });
    const { line } = first.source.locate(first.base);
    report(source, base, {
      path: ["integrations", key],
      what: `is described in ${first.source.file}:${line} already`,
      fix: "keep one of the two",
    });
  };

  const fault = faultOfMain(main.value, others.length === 0);
  if (fault) report(main, fault.path, fault);
  const value: Mapping = isMapping(main.value) ? { ...main.value } : {};
  const written = value.integrations ?? {};
  if (isMapping(written)) {
    const integrations = { ...written };
    for (const key of Object.keys(written)) add(main, key, ["integrations", key]);
    for (const { source, key } of others) {
      for (const [name, entry, base] of entriesOf(source, key, report)) {
        add(source, name, base);
        if (!Object.hasOwn(integrations, name)) integrations[name] = entry;
      }
    }
    value.integrations = integrations;
  }
  for (const section of SECTIONS) {
    const entries = value[section];
    if (isMapping(entries)) value[section] = mapNulls(entries);
  }

  return {
    value,
    problems,
    problem({ path, ...text }) {
      const home = path[0] === "integrations" && path.length > 1 ? homes.get(String(path[1])) : undefined;
      const source = home?.source ?? main;
      const position = source.locate(home ? [...home.base, ...path.slice(2)] : path);
      return { file: source.file, ...position, path: formatPath(path), ...text };
    },
  };
}

/** What is wrong with the main file as a whole; `alone`: there is no other file. */
function faultOfMain(value: unknown, alone: boolean): Fault | undefined {
  if (value === null) return alone ? { path: [], what: "is empty", fix: SMALLEST_FILE } : undefined;
  if (!isMapping(value)) return { path: [], what: "does not hold a mapping (key: value)", fix: SMALLEST_FILE };
  if (!alone || (value.integrations ?? null) !== null) return undefined;
  const what = value.integrations === null ? "is empty" : "is missing";
  const fix = `add an integration, or write integrations: {} to have none; ${SMALLEST_FILE}`;
  return { path: ["integrations"], what, fix };
}

/** The integrations of one file: its own fields under the file's name, or what is under `integrations:`. */
function* entriesOf(
  source: YamlSource,
  key: string,
  report: Report,
): Iterable<[key: string, entry: unknown, base: Path]> {
  const { value } = source;
  if (value !== null && !isMapping(value)) {
    const what = "does not hold a mapping (key: value)";
    report(source, [], { path: [], what, allowed: `the fields of the integration ${key}, e.g. catalog: …` });
    return;
  }
  if (value === null || !("integrations" in value)) {
    const fault = keyFault(key);
    const fix = "rename the file: its name is the key of the integration";
    if (fault) report(source, [], { path: [], ...fault, fix });
    else yield [key, value, []];
    return;
  }
  for (const other of Object.keys(value)) {
    if (other === "integrations") continue;
    const fix = "move it into the main file, or under the integration's key";
    report(source, [other], { path: [other], what: "does not belong beside integrations: in this file", fix });
  }
  if (isMapping(value.integrations)) {
    for (const [name, entry] of Object.entries(value.integrations)) yield [name, entry, ["integrations", name]];
  } else {
    const what = "does not hold a mapping (key: value)";
    report(source, ["integrations"], { path: ["integrations"], what, fix: "write one integration under it" });
  }
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapNulls(entries: Mapping): Mapping {
  return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, entry ?? {}]));
}
