import { wrap } from "../../lib/report/columns";
import { UsageError } from "../../lib/report/errors";
import type { Draft } from "./draft";
import { wrongAt } from "./judge";
import { pick } from "./pick";
import { poseLines, promptLine } from "./pose-lines";
import type { Choice, Pose, Question, Scene } from "./question";
import { QUESTIONS } from "./questions";

/** Somebody who answers. */
export interface Person {
  /** Width of what they see, in columns. */
  readonly columns: number;
  /** Makes a text stand out. */
  readonly bold: (text: string) => string;
  /** Shows lines. */
  say(lines: readonly string[]): void;
  /** Puts the text before the cursor and waits for a line. */
  ask(prompt: string): Promise<string>;
}

/** Answers that are missing or wrong where nobody can be asked; `lines` names the options. */
export class Unanswered extends UsageError {
  override readonly name = "Unanswered";
}

/**
 * Completes the draft: what is open is asked of the person, or proposed where there is nobody. Every answer is judged at
 * once, those that came from options too.
 *
 * @throws Unanswered without a person: an option is missing, or what one says will not do
 */
export async function converse(start: Draft, scene: Scene, person?: Person): Promise<Draft> {
  let draft = start;
  const missing: string[] = [];
  for (const question of QUESTIONS) {
    if (!isOpen(question, draft)) {
      const wrong = await reasonAgainst(question, draft, scene);
      if (wrong) throw new Unanswered(`${question.flags}: ${wrong}.`, []);
    }
    while (isOpen(question, draft)) {
      const posed = await question.pose(draft, scene);
      if ("settled" in posed) {
        draft = { ...draft, ...posed.settled };
        break;
      }
      if (person) {
        draft = await ask(question, posed, draft, scene, person);
      } else if (posed.proposal?.unasked) {
        draft = { ...draft, ...posed.proposal.take };
        const wrong = await reasonAgainst(question, draft, scene);
        if (wrong) throw new Unanswered(`${question.flags} is needed: ${wrong}.`, []);
      } else {
        missing.push(...missingLines(question, posed));
        break;
      }
    }
    // All others depend on the tool.
    if (missing.length > 0 && draft.profile === undefined) break;
  }
  if (missing.length > 0) throw new Unanswered("Nobody can be asked, and these options are missing:", missing);
  return draft;
}

function isOpen(question: Question, draft: Draft): boolean {
  return question.isOpen?.(draft) ?? !(question.field in draft);
}

/** Asks until there is an answer that will do. */
async function ask(question: Question, pose: Pose, draft: Draft, scene: Scene, person: Person): Promise<Draft> {
  let choices: readonly Choice[] | undefined = pose.choices;
  person.say(poseLines(pose, person));
  for (;;) {
    const answer = pick({ ...pose, choices }, await person.ask(promptLine(pose)));
    if ("refused" in answer) {
      person.say(wrap(`That will not do: ${answer.refused}.`, person.columns));
    } else if ("left" in answer) {
      choices = answer.left;
      person.say(poseLines({ ...pose, why: [], heading: "Which of these?", choices }, person));
    } else {
      const next = { ...draft, ...answer };
      const wrong = await reasonAgainst(question, next, scene);
      if (!wrong) return next;
      person.say(wrap(`That will not do: ${wrong}.`, person.columns));
    }
  }
}

/** Why the answer to a question will not do: by the rules of the config, or as the workspace is. */
async function reasonAgainst(question: Question, draft: Draft, scene: Scene): Promise<string | undefined> {
  return againstRules(question, draft, scene) ?? (await question.verify?.(draft, scene));
}

function againstRules(question: Question, draft: Draft, scene: Scene): string | undefined {
  const place = question.at?.(draft);
  if (place === undefined || draft.key === undefined) return undefined;
  const open = QUESTIONS.flatMap((each) => {
    const isLeft = each !== question && isOpen(each, draft);
    return each.pending?.(draft) ?? (isLeft ? (each.at?.(draft) ?? []) : []);
  });
  return wrongAt(scene.problems(draft), place, open);
}

/** Which option is missing, for what, and what an answer has to take into account. */
function missingLines({ flags }: Question, { heading, why = [], proposal }: Pose): string[] {
  const there = proposal ? [`Proposed: ${proposal.text}.`] : [];
  return [`${flags}: ${heading}`, ...[...there, ...(proposal ? why : [])].map((line) => `  ${line}`)];
}
