import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError } from "../../lib/config";
import { checkFiles } from "../../lib/config/load";
import { stateLocation } from "../../lib/terraform/state-location";
import { buildStacks } from "../../stacks/workspace-stack";
import { Template, testApp } from "../support/template";
import { AWS } from "./check";

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Configs that are right, to begin with. */
function seeds(): string[] {
  const folder = resolve(__dirname, "../../docs/examples");
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  return [...examples, EVERYTHING];
}

const EVERYTHING = `name: everything
defaults: { owner: stewards, tags: { cost: shop }, naming: { principal: "sp-{integration}" } }
catalogs:
  m: { name: marketing, storageRoot: s3://lake/m, comment: "it's ours", alsoIn: [4711] }
  old: { existing: sales }
warehouses:
  bi: { size: Small, tags: { team: bi } }
  there: { existing: Shared BI, viaGroup: bi-users }
integrations:
  clevertap: { catalog: m, schema: crm, warehouse: bi, credential: { lifetimeDays: 30 } }
  reader: { tool: generic-reader, read: [sales.orders, samples.nyctaxi], warehouse: there, principal: { groups: [g] } }
  qualytics: { read: [sales], enrichment: { catalog: { name: quality }, schema: results } }
  gone: { tool: dbt, catalog: { import: gone }, schema: { existing: s }, absent: true }
`;

/** What breaks parsers, printers, Terraform and people. */
const STRANGE = [
  "",
  " ",
  "\t",
  "\n",
  "'",
  '"',
  "[",
  "]",
  "{",
  "}",
  ": ",
  "- ",
  "# ",
  "&a ",
  "*a",
  "!!str ",
  "<<: ",
  "| ",
  "---\n",
  "%{if}",
  "${x}",
  "$${x}",
  "${TfToken[TOKEN.0]}",
  "\\",
  "\u0000",
  "\u001b[31m",
  "\u202e",
  "\u2028",
  "\ud800",
  "\ufeff",
  "é",
  "😀",
  "0x10",
  "1e999",
  ".nan",
  "~",
  "true",
  "-1",
  "9007199254740993",
  "length",
  "__proto__",
  "constructor",
  "toString",
  "existing",
  "import",
  "kind",
  "[".repeat(70),
  "x".repeat(300),
];

/** A text with one to four changes: something strange put in, in the place of a word or a line, a line twice or gone. */
function mutated(text: string, next: () => number): string {
  const pick = (most: number) => Math.floor(next() * most);
  let result = text;
  for (let left = 1 + pick(4); left > 0; left--) {
    const strange = STRANGE[pick(STRANGE.length)]!;
    const at = pick(result.length + 1);
    const words = [...result.matchAll(/[\w.-]+/g)];
    const word = words[pick(words.length)];
    const lines = result.split("\n");
    const line = pick(lines.length);
    switch (pick(7)) {
      case 0:
        result = result.slice(0, at) + strange + result.slice(at);
        break;
      case 1:
        if (word) result = result.slice(0, word.index) + strange + result.slice(word.index + word[0].length);
        break;
      case 2:
        if (word)
          result = result.slice(0, word.index) + JSON.stringify(strange) + result.slice(word.index + word[0].length);
        break;
      case 3: {
        const other = words[pick(words.length)];
        if (word && other) result = result.slice(0, word.index) + other[0] + result.slice(word.index + word[0].length);
        break;
      }
      case 4:
        result = result.slice(0, at) + result.slice(at + pick(12));
        break;
      case 5:
        result = lines.toSpliced(line, 0, lines[pick(lines.length)]!).join("\n");
        break;
      default:
        result = lines.toSpliced(line, 1).join("\n");
    }
  }
  return result;
}

/** What came of many mutated configs. */
export interface Outcome {
  readonly right: number;
  readonly refused: number;
  /** What must not be: everything but a config that can be synthesized, or problems with places. */
  readonly bad: readonly string[];
  /** Of the slowest one, in milliseconds. */
  readonly slowest: number;
}

/** Loads mutated configs, and synthesizes those that are right. */
export function tryMutations(count: number, seed: number): Outcome {
  const next = random(seed);
  const texts = seeds();
  const bad: string[] = [];
  let [right, refused, slowest] = [0, 0, 0];
  for (let round = 0; round < count; round++) {
    const text = mutated(texts[round % texts.length]!, next);
    const start = performance.now();
    try {
      synthesize(text);
      right++;
    } catch (error) {
      if (error instanceof ConfigError) {
        refused++;
        bad.push(...misplaced(error, text).map((what) => `${what}\n${text}`));
      } else {
        bad.push(`${error instanceof Error ? error.stack : String(error)}\n${text}`);
      }
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  return { right, refused, bad, slowest };
}

function synthesize(text: string): void {
  const main = { file: "onramp.yaml", text };
  const { config } = checkFiles({ main, mainFile: main.file, others: [], problems: [] }, { ...AWS, ONRAMP_CONFIG: "" });
  const location = stateLocation(config, {}, "/project");
  for (const stack of buildStacks(testApp(), config, location)) new Template(stack);
}

/** What is wrong with problems: no place in the text, or something that a terminal would act on. */
function misplaced({ problems, message }: ConfigError, text: string): string[] {
  const lines = text.split("\n");
  const found = problems.flatMap(({ line = 0, column = 0, what }) => {
    const isInside = line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 1;
    return isInside && !/undefined|\[object/.test(what) ? [] : [`${line}:${column} ${what}`];
  });
  const shown = message.split("\n");
  if (shown.length > 51) found.push(`${shown.length} lines`);
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f\u202e\u2028]/.test(message)) found.push(`prints ${JSON.stringify(message)}`);
  return found;
}
