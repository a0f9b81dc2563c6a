import { ConfigError, type LoadedConfig } from "../../lib/config";
import { checkFiles } from "../../lib/config/load";
import { converse, notUsableYet, planOf, startWriting, type Person } from ".";
import { configTarget, isDefault, schemaPathFrom, writeConfig, type ConfigTarget } from "../cli/config-file";
import type { Context } from "../cli/context";
import { wrap } from "../../lib/report/columns";
import { UsageError } from "../../lib/report/errors";
import { canAsk, type Input } from "../cli/hidden-prompt";
import { draftOf, type InitAnswers } from "./options";
import { addedLines, nextLines, planLines } from "./output";
import { reachWorkspace } from "./sign-in";
import { LinePrompt } from "../cli/line-prompt";
import { columnsOf, styleOf, textWidth } from "../cli/terminal";

export interface InitCommand extends InitAnswers {
  /** File to write. @defaultValue - what `--config` or `ONRAMP_CONFIG` names, else onramp.yaml */
  readonly out?: string;
  /** Writes without a last question. */
  readonly yes?: boolean;
  /** Replaces a file that is there. */
  readonly force?: boolean;
  /** False: nobody is asked. @defaultValue true */
  readonly input?: boolean;
}

/** `onramp init`: asks what a tool shall get and writes it down; in the workspace it only reads. */
export async function run(command: InitCommand, context: Context, stdin: Input = process.stdin): Promise<number> {
  if (command.input === false || !canAsk(stdin, context)) return describe(command, context);
  const prompt = new LinePrompt(stdin, context);
  const { stderr, env } = context;
  const person: Person = {
    columns: columnsOf(stderr, 80),
    bold: styleOf(stderr, env).bold,
    say: (lines) => void stderr.write(`${lines.join("\n")}\n`),
    ask: (text) => prompt.ask(text),
  };
  try {
    return await describe(command, context, person);
  } finally {
    prompt.close();
  }
}

async function describe(command: InitCommand, context: Context, person?: Person): Promise<number> {
  const { env, stdout, stderr } = context;
  const answers = draftOf(command);
  const target = configTarget(command.out, context);
  const there = target.text === undefined || command.force ? undefined : loaded(target, env);
  const { found, line, named } = await reachWorkspace(there?.loaded.config, context);
  stderr.write(`${wrap(line, textWidth(stderr)).join("\n")}\n`);
  const before = there && (await isAddedTo(target, there.loaded, person)) ? there : undefined;

  const { path, shown, files } = target;
  const writing = startWriting({ files, before, schema: schemaPathFrom(path), env, found });
  const draft = await converse(answers, writing.scene, person);
  const text = writing.text(draft);
  const after = writing.load(text);
  const notes = after.notes.filter((note) => !before?.loaded.notes.includes(note));
  stdout.write(
    addedLines(shown, before?.text, text) +
      planLines(planOf(after.config, draft.key ?? "", found), notes, textWidth(stdout)),
  );

  const isReplaced = there !== undefined && before === undefined;
  if (person && !command.yes && !(await agrees(person, shown, isReplaced))) {
    person.say(["Nothing was written."]);
    return 0;
  }
  writeConfig(path, text, target.text);
  const unusable = await notUsableYet(draft, found);
  stdout.write(nextLines({ shown, named, isDefault: isDefault(path, context), unusable }, textWidth(stdout)));
  return 0;
}

/** @throws UsageError when the file that is there does not load, so that nothing can be added to it */
function loaded(
  { files, shown, text = "" }: ConfigTarget,
  env: NodeJS.ProcessEnv,
): { readonly text: string; readonly loaded: LoadedConfig } {
  try {
    return { text, loaded: checkFiles(files, env) };
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    const fix = [`Mend ${shown} first, write another file with --out, or replace it with --force.`];
    throw new UsageError(`${cause.message}\nNothing can be added to ${shown} as it is.`, fix, { cause });
  }
}

/** Whether the entry is added to the file that is there; else that is replaced. */
async function isAddedTo({ shown }: ConfigTarget, { config }: LoadedConfig, person?: Person): Promise<boolean> {
  if (!person) return true;
  person.say([
    "",
    person.bold(`${shown} is there already, with ${config.integrations.map(({ name }) => name).join(", ")}.`),
  ]);
  return (await oneOf(person, "Add to it, or replace all of it", ["add", "replace"], "add")) === "add";
}

/** To replace a file takes more than Enter. */
async function agrees(person: Person, shown: string, isReplaced: boolean): Promise<boolean> {
  const question = isReplaced ? `Replace what is in ${shown}` : `Write ${shown}`;
  return (await oneOf(person, question, ["yes", "no"], isReplaced ? undefined : "yes")) === "yes";
}

/** One of some words, by itself or its first letter. */
async function oneOf(person: Person, question: string, words: readonly string[], enter?: string): Promise<string> {
  for (;;) {
    const typed = (await person.ask(`${question}? ${words.join("/")}${enter ? ` [${enter}]` : ""}: `))
      .trim()
      .toLowerCase();
    const answer = typed === "" ? enter : words.find((word) => word === typed || word[0] === typed);
    if (answer !== undefined) return answer;
    person.say([`That will not do: it is ${words.join(" or ")}.`]);
  }
}
