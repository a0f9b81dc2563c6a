import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The command line that starts a command of the kit where the user is, so that what a message says can be typed as it
 * stands: the project's own script where its `package.json` has one, else the installed program.
 *
 * @param command without the program, e.g. `check clevertap`
 * @param options `silent`: npm writes nothing of its own, for a reader of stdout
 * @returns e.g. `npm run check -- clevertap`, `npm run onramp -- doctor` or `npx --no-install onramp doctor`
 */
export function onramp(command: string, { silent = false, cwd = process.cwd() } = {}): string {
  const [word = "", ...rest] = command.split(" ");
  const scripts = scriptsAt(cwd);
  const run = `npm run ${silent ? "--silent " : ""}`;
  const args = (words: readonly string[]) => (words.length === 0 ? "" : ` -- ${words.join(" ")}`);
  if (word === "demo" && runs(scripts.start, word)) return `npm start${args(rest)}`;
  if (runs(scripts[word], word)) return `${run}${word}${args(rest)}`;
  if (runs(scripts.onramp)) return `${run}onramp${args([word, ...rest])}`;
  // Without --no-install npx would fetch a stranger's package of this name where the kit is not installed.
  return `npx --no-install onramp ${command}`;
}

type Scripts = Readonly<Partial<Record<string, unknown>>>;

/** Whether a script of `package.json` runs the kit: with the command at its end, or with none. */
function runs(script: unknown, command = ""): boolean {
  return (
    typeof script === "string" && new RegExp(`\\bonramp(\\.js)?${command === "" ? "" : ` ${command}`}$`).test(script)
  );
}

const known = new Map<string, Scripts>();

/** Scripts of the nearest `package.json`; none where there is none, or none that can be read. */
function scriptsAt(folder: string): Scripts {
  const before = known.get(folder);
  if (before) return before;
  const found = readScripts(folder);
  known.set(folder, found);
  return found;
}

function readScripts(folder: string): Scripts {
  let text: string;
  try {
    text = readFileSync(join(folder, "package.json"), "utf8");
  } catch {
    const above = dirname(folder);
    return above === folder ? {} : readScripts(above);
  }
  try {
    return (JSON.parse(text) as { scripts?: Scripts } | null)?.scripts ?? {};
  } catch {
    return {};
  }
}
