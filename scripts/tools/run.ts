import { didYouMean, listed } from "../../lib/config/nearest";
import { numbered, padEnd, widest, wrap } from "../../lib/report/columns";
import { ARCHETYPE_WORDS, PROFILES, type Profile } from "../../profiles";
import { ASPECTS, readingOf } from "../../profiles/model/evidence";
import { explain, type Section } from "../../profiles/words/explain";
import type { Context } from "../cli/context";
import { UsageError } from "../../lib/report/errors";
import { styleOf, textWidth, type Style } from "../cli/terminal";
import { onramp } from "../../lib/command-line";

export interface ToolsCommand {
  /** Tools to explain; none: list them all. */
  readonly names: readonly string[];
  readonly json?: boolean;
}

/** `onramp tools`: which tools the kit knows; with names, what each of these gets and why. */
export function run({ names, json }: ToolsCommand, { stdout, env }: Pick<Context, "stdout" | "env">): Promise<number> {
  const profiles = names.length === 0 ? [...PROFILES.values()] : names.map(profileOf);
  const style = styleOf(stdout, env);
  const width = textWidth(stdout);
  const text =
    names.length === 0 ? list(profiles, style) : profiles.map((each) => inFull(each, style, width)).join("\n\n");
  stdout.write(`${json ? JSON.stringify(profiles.map(withReadings), null, 2) : text}\n`);
  return Promise.resolve(0);
}

function profileOf(name: string): Profile {
  const profile = PROFILES.get(name);
  if (profile) return profile;
  const known = [...PROFILES.keys()];
  const fix =
    didYouMean(name, known) ?? `${onramp("tools")} lists them; generic-reader and generic-writer fit any tool.`;
  throw new UsageError(`There is no profile ${JSON.stringify(name)}; there is ${listed(known, 40)}.`, [fix]);
}

/** The profile as it is, with how well each part of it is founded. */
function withReadings(profile: Profile) {
  return { ...profile, readings: Object.fromEntries(ASPECTS.map((aspect) => [aspect, readingOf(profile, aspect)])) };
}

function list(profiles: readonly Profile[], { bold, dim }: Style): string {
  const tools = widest(profiles.map(({ tool }) => tool));
  const names = widest(profiles.map(({ name }) => name));
  const lines = profiles.map((profile) => {
    const { tool, name, archetype } = profile;
    const note = readingOf(profile, "privileges") === "unverified" ? dim("  (privileges unverified)") : "";
    return `${bold(padEnd(tool, tools))}  ${padEnd(name, names)}  ${ARCHETYPE_WORDS[archetype]}${note}`;
  });
  return [...lines, "", `${profiles.length} profiles; ${onramp(`tools ${profiles[0]?.tool}`)} explains one.`].join(
    "\n",
  );
}

function inFull(profile: Profile, { bold }: Style, width: number): string {
  return explain(profile)
    .map((section) => [bold(section.title), ...linesOf(section, width)].join("\n"))
    .join("\n\n");
}

function linesOf({ lines, as }: Section, width: number): string[] {
  if (as === "numbered") return numbered(lines, width);
  if (as === "verbatim") return lines.map((line) => `  ${line}`);
  return lines.flatMap((line) => wrap(line, width - 4).map((part, at) => `${at === 0 ? "  " : "    "}${part}`));
}
