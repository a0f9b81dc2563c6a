import { hanging, padEnd, widest, wrap } from "../../lib/report/columns";
import { shellWord } from "../../lib/report/shell-word";
import type { PlannedThing, Unusable } from ".";
import { TOOLS_GROUP } from "../../lib/databricks/groups";
import { onramp } from "../../lib/command-line";

/** What the file gets: all of it, or the lines that are added. */
export function addedLines(shown: string, before: string | undefined, after: string): string {
  const added = before === undefined ? after.trimEnd().split(/\r?\n/) : addedTo(before, after);
  return [
    ``,
    before === undefined ? `${shown}:` : `Added to ${shown}:`,
    ...added.map((line) => `  ${line}`.trimEnd()),
    "",
  ].join("\n");
}

/** Lines of `after` that `before` does not have in that order. */
function addedTo(before: string, after: string): string[] {
  const old = before.split(/\r?\n/);
  let at = 0;
  const added = after.split(/\r?\n/).filter((line) => {
    if (line !== old[at]) return true;
    at += 1;
    return false;
  });
  while (added[0]?.trim() === "") added.shift();
  return added;
}

const TITLES: Readonly<Record<PlannedThing["verb"], string>> = {
  create: "Will create",
  use: "Will use",
  join: "Will join",
  grant: "Will grant",
};

/** What a deployment of the entry does, in words. */
export function planLines(plan: readonly PlannedThing[], notes: readonly string[], columns = 100): string {
  const width = widest(Object.values(TITLES));
  return [
    "",
    ...plan.flatMap(({ verb, what }) =>
      wrap(what, columns - width - 2).map((line, at) => `${padEnd(at === 0 ? TITLES[verb] : "", width)}  ${line}`),
    ),
    ...wrap("Nothing else in the workspace is changed: what belongs to others stays as it is.", columns),
    ...notes.flatMap((note) => hanging(`Mind: ${note}.`, columns, 6)),
    "",
    "",
  ].join("\n");
}

/** What the next commands depend on. */
export interface Next {
  /** Name of the file that was written. */
  readonly shown: string;
  /** True when it is the one that is read unless another is named. */
  readonly isDefault: boolean;
  /** True when something names the workspace. */
  readonly named: boolean;
  readonly unusable: Unusable | undefined;
}

/** What to do next. */
export function nextLines({ shown, named, isDefault, unusable }: Next, columns = 100): string {
  const config = isDefault ? "" : `--config ${shellWord(shown)} `;
  const commands: (readonly [command: string, what: string])[] = [
    ...(named ? [] : [["export DATABRICKS_HOST=https://…", "your workspace; and a way to sign in"] as const]),
    ...(unusable ? [adoption(config, unusable)] : []),
    [onramp(`${config}doctor`), "what would stop a deploy, and the fix; reads only"],
    [`${isDefault ? "" : `ONRAMP_CONFIG=${shellWord(shown)} `}npx cdktf deploy`, "makes it so"],
    [onramp(`${config}check`), "proves the connection and shows what to type into the tool's form"],
  ];
  const width = widest(commands.map(([command]) => command).filter(({ length }) => length < columns / 2));
  return [
    `Wrote ${shown}. Next:`,
    ...commands.flatMap(([command, what]) => besides(command, what, width, columns)),
    "",
  ].join("\n");
}

/** A command, whole so that it can be pasted, with what it does beside it or, where that has no room, below it. */
function besides(command: string, what: string, width: number, columns: number): string[] {
  const line = `  ${padEnd(command, width)}  ${what}`;
  return line.length <= columns ? [line] : [`  ${command}`, ...hanging(`      ${what}`, columns, 6)];
}

function adoption(config: string, { warehouse, group }: Unusable): readonly [command: string, what: string] {
  const named = group ?? TOOLS_GROUP;
  const what = `gives it CAN USE, nobody else's permissions change${group ? "" : `; then write viaGroup: ${named}`}`;
  return [
    onramp(`${config}workspace share-warehouse ${shellWord(warehouse)} --group ${shellWord(named)} --create-group`),
    what,
  ];
}
