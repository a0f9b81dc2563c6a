import type { Option, OptionValues } from "commander";
import type { Context } from "./context";

/** What commands are for, in the order of `onramp --help`. */
export const GROUPS = {
  start: "Start with a tool:",
  change: "Before and with a change:",
  prove: "Prove it and hand it over:",
  try: "Try without a workspace:",
  rare: "Rarely needed:",
} as const;

/** One command of `onramp`; it is in the table of `commands.ts` and its folder has the rest. */
export interface CommandSpec {
  /** One word, or two for a command below another: `workspace list`. */
  readonly name: string;
  readonly group: keyof typeof GROUPS;
  readonly summary: string;
  /** Placeholder for the names it takes; absent: it takes none. */
  readonly names?: string;
  readonly namesHelp?: string;
  readonly options: readonly Option[];
  /** Command lines as a user can type them. */
  examples(): readonly string[];
  /** Returns the exit code. */
  run(names: readonly string[], options: OptionValues, context: Context): Promise<number>;
}
