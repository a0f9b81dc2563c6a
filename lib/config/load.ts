import { settleBackend } from "./backend-settings";
import type { ConfigFiles, ConfigLocation } from "./files";
import { readConfigFiles } from "./files";
import { mergeFiles } from "./merge";
import { notesOn } from "./notes";
import type { Problem } from "./problem";
import { ConfigError } from "./problem";
import { resolveEntries } from "./resolve";
import type { IntegrationConfig, OnrampConfig } from "./resolved";
import { ruleContext, RULES } from "./rules";
import { checkShape } from "./shape";
import { textFaults } from "./texts";
import { warningsOn, type Warning } from "./warnings";
import { settleWorkspace } from "./workspace-settings";
import { parseYaml } from "./yaml-source";

/** A config that can be used. */
export interface LoadedConfig {
  readonly config: OnrampConfig;
  /** What the user should know, though it is not wrong; one sentence each, those of {@link warnings} included. */
  readonly notes: readonly string[];
  /** What may cost money or trouble. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads `onramp.yaml` (or what `--config` or `ONRAMP_CONFIG` names) and `integrations/*.yaml` beside it, checks all of
 * it and applies every default. Needs no credentials and no network.
 *
 * @throws ConfigError with everything that is wrong, sorted by file and position
 */
export function loadConfig(location: ConfigLocation): LoadedConfig {
  return checkFiles(readConfigFiles(location), location.env);
}

/**
 * As {@link loadConfig}, for files that have been read.
 *
 * @param env decides about the workspace
 * @throws ConfigError with everything that is wrong, sorted by file and position
 */
export function checkFiles(files: ConfigFiles, env: NodeJS.ProcessEnv): LoadedConfig {
  const main = files.main && parseYaml(files.main.file, files.main.text);
  const others = files.others.map(({ file, text, key }) => ({ key, source: parseYaml(file, text) }));
  const sources = [...(main ? [main] : []), ...others.map(({ source }) => source)];
  const unreadable = [...files.problems, ...sources.flatMap(({ problems }) => problems)];
  if (!main || main.problems.length > 0) throw new ConfigError(sorted(unreadable, files));

  const merged = mergeFiles(main, others);
  const { input, faults: shapeFaults, leftOut } = checkShape(merged.value);
  const settings = settleWorkspace(input.workspace, env);
  const backend = settleBackend(input.backend, env);
  const resolved = resolveEntries(input, settings.number);
  const context = ruleContext(input, resolved, leftOut, settings);
  const found = [
    ...shapeFaults,
    // With a file unread, the rules would miss what it holds.
    ...(unreadable.length === 0 ? RULES.flatMap((rule) => [...rule.faults(context)]) : []),
    ...settings.faults,
    ...(settings.unknownCloud && resolved.integrations.some(makesToken) ? [settings.unknownCloud] : []),
  ];
  const known = new Set(found.map(({ path }) => JSON.stringify(path)));
  const faults = [...found, ...textFaults(merged.value).filter(({ path }) => !known.has(JSON.stringify(path)))];
  const problems = [...unreadable, ...merged.problems, ...faults.map((fault) => merged.problem(fault))];
  if (problems.length > 0) throw new ConfigError(sorted(problems, files));

  const warnings = warningsOn(resolved);
  return {
    config: { file: files.mainFile, ...resolved, workspace: settings.workspace, backend: backend.backend },
    notes: [...settings.notes, ...backend.notes, ...notesOn(input, resolved), ...warnings.map(({ text }) => text)],
    warnings,
  };
}

function makesToken({ absent, credential: { kind, external } }: IntegrationConfig): boolean {
  return !absent && kind === "pat" && !external;
}

/** Main file first, then the others in their order; within a file from top to bottom. */
function sorted(problems: readonly Problem[], { mainFile, others }: ConfigFiles): Problem[] {
  const order = new Map([mainFile, ...others.map(({ file }) => file)].map((file, index) => [file, index]));
  const rank = ({ file }: Problem) => order.get(file) ?? order.size;
  return [...problems].sort(
    (a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
