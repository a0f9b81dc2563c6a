import type { Command } from "commander";
import { onramp } from "../../lib/command-line";
import { wrap } from "../../lib/report/columns";
import type { Output } from "./context";
import { GROUPS, type CommandSpec } from "./spec";
import { textWidth } from "./terminal";

export const helpWidth = (stream: Output): number => textWidth(stream, 80);

/** Which command looks as whom: the one sentence that tells them apart. */
const WHO = "doctor looks as you, check acts as the tool.";

/** What stands under the list of commands. */
export function rootHelp(stream: Output): string {
  const width = helpWidth(stream);
  return [
    "",
    WHO,
    "",
    ...wrap(
      "A change of onramp.yaml needs no command of this program: npx cdktf deploy makes it so. The others look before " +
        "it, prove it after it, and show what goes into the tool's form.",
      width,
    ),
    "",
    "Examples:",
    ...examples([onramp("init"), onramp("doctor"), "npx cdktf deploy", onramp("check"), onramp("check --help")], width),
  ].join("\n");
}

/** What stands under the options of one command. */
export function commandHelp(spec: CommandSpec, stream: Output): string {
  return ["", "Examples:", ...examples(spec.examples(), helpWidth(stream))].join("\n");
}

const examples = (lines: readonly string[], width: number) => lines.flatMap((line) => command(line, width));

/** A command line, going on in the next one where it is too long, so that it can still be pasted. */
function command(line: string, width: number): string[] {
  const words = line.match(/(?:"[^"]*"|'[^']*'|\S)+/g) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word} \\`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${last === undefined ? "  " : "    "}${word}`);
  }
  return lines.map((text, at) => (at < lines.length - 1 ? `${text} \\` : text));
}

/** Shows all commands in one list by what they are for, those below another one too. */
export function withGroups(program: Command, commands: readonly CommandSpec[]): Command {
  const groupOf = new Map(commands.map(({ name, group }) => [name, GROUPS[group]]));
  return program.configureHelp({
    visibleCommands: (parent) => leaves(parent).map((leaf) => leaf.helpGroup(groupOf.get(pathOf(leaf)) ?? "Commands:")),
    subcommandTerm: pathOf,
  });
}

const leaves = (command: Command): Command[] =>
  command.commands.flatMap((each) => (each.commands.length > 0 ? leaves(each) : [each]));

/** `workspace list` */
export function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}
