/*
 * Pieces of DuckDB SQL for made-up rows that are the same in every workspace.
 */

/** A whole number from 0 to `below - 1` that looks random and depends on nothing but `key` (SQL) and `salt`. */
export const pick = (key: string, salt: number, below: number): string =>
  `((((CAST(${key} AS BIGINT) * 7919 + ${salt * 104_729}) * 48271 % 2147483647) * 16807 % 2147483647) % ${below})`;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** One of the words, chosen by {@link pick}. */
export const pickOne = (key: string, salt: number, words: readonly string[]): string =>
  `[${words.map(text).join(", ")}][1 + ${pick(key, salt, words.length)}]`;

const ADVERBS = ["carefully", "quickly", "blithely", "slyly", "furiously", "ruthlessly", "evenly", "finally"];
const ADJECTIVES = ["special", "regular", "express", "pending", "ironic", "bold", "final", "unusual", "even", "silent"];
const NOUNS = [
  "packages",
  "requests",
  "accounts",
  "deposits",
  "foxes",
  "ideas",
  "theodolites",
  "pinto beans",
  "courts",
];
const VERBS = ["sleep", "wake", "haggle", "nag", "cajole", "detect", "integrate", "boost", "doze", "use"];

/** A short sentence. */
export const sentence = (key: string, salt: number): string =>
  `${pickOne(key, salt, ADVERBS)} || ' ' || ${pickOne(key, salt + 1, ADJECTIVES)} || ' ' || ` +
  `${pickOne(key, salt + 2, NOUNS)} || ' ' || ${pickOne(key, salt + 3, VERBS)}`;

/** An amount with two decimals from `least` on, `steps` cents wide. */
export const amount = (key: string, salt: number, least: number, steps: number): string =>
  `CAST(${least} + ${pick(key, salt, steps)} / 100 AS DECIMAL(18,2))`;

/** Digits with zeros before them: `Supplier#000000007`. */
export const numbered = (prefix: string, key: string, digits = 9): string =>
  `${text(prefix)} || lpad(CAST(${key} AS VARCHAR), ${digits}, '0')`;
