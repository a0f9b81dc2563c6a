import { isAlias, isMap, isScalar, isSeq, Lexer, parseDocument, Parser } from "yaml";
import type { ErrorCode, Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import type { Path, Problem } from "./problem";
import { formatPath, quote } from "./problem";

/** Line and column in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One YAML (or JSON) file as plain values that remember where they were written. */
export interface YamlSource {
  readonly file: string;
  /** Maps as objects without prototype; null for a file that is empty or has problems. */
  readonly value: unknown;
  /** Errors of syntax and structure. */
  readonly problems: readonly Problem[];
  /** Where a key or list item stands; of a path that is not in the file, its nearest ancestor. */
  locate(path: Path): Position;
}

/** What the parser's codes mean to someone who wrote a config. */
const EXPLAINED: Partial<Record<ErrorCode, { what: string; fix: string }>> = {
  MULTIPLE_DOCS: {
    what: "a second YAML document begins here",
    fix: "keep one document in the file, without --- lines",
  },
  TAB_AS_INDENT: { what: "is indented with a tab", fix: "use spaces" },
  TAG_RESOLVE_FAILED: { what: "has a YAML tag (!…) that means nothing here", fix: "remove the tag" },
};

const TOO_DEEP = { what: "is nested too deeply", fix: "see docs/configuration.md for the shape of the file" };

/** Levels that a file may have, several times as many as any needs; the parser makes a document of them by recursion. */
const DEEPEST = 60;

/** Where a file goes deeper than {@link DEEPEST}; undefined when it nowhere does. */
function tooDeepAt(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const tokens = parser.next(lexeme); tokens.next().done !== true;);
    // The document is on the stack, too.
    if (parser.stack.length > DEEPEST) return parser.offset;
  }
  return undefined;
}

/** Tells line and column of an offset; the parser's own counter loses lines after an error. */
function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    const within = Math.min(Math.max(offset, 0), text.length);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= within) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: within - starts[low]! + 1 };
  };
}

/** Parses one document. Never throws: what is wrong is in {@link YamlSource.problems}, all of it. */
export function parseYaml(file: string, text: string): YamlSource {
  const position = positionsIn(text);
  const tooDeep = tooDeepAt(text);
  if (tooDeep !== undefined) {
    const problem = { file, ...position(tooDeep), path: "", ...TOO_DEEP };
    return { file, value: null, problems: [problem], locate: () => position(0) };
  }
  // Duplicate keys are found by the reader below: the parser's own search is quadratic in the number of keys.
  const options = { prettyErrors: false, uniqueKeys: false };
  const document = parseDocument(text, options);
  const problems: Problem[] = [];
  const syntax = [...document.errors, ...document.warnings];
  for (const error of syntax) {
    const explained = EXPLAINED[error.code] ?? { what: `is not YAML: ${error.message}`, fix: undefined };
    problems.push({ file, ...position(error.pos[0]), path: "", ...explained });
  }
  const reader = new PlainReader((offset, path, what, fix) =>
    problems.push({ file, ...position(offset), path: formatPath(path), what, fix }),
  );
  const root = problems.length === 0 ? document.contents : null;
  const read = reader.read(root);
  const value = problems.length === 0 ? read : null;
  return { file, value, problems, locate: (path) => position(reader.offsetOf(value, path) ?? root?.range?.[0] ?? 0) };
}

type Report = (offset: number, path: Path, what: string, fix: string) => void;

/** Turns YAML nodes into plain values. An alias gives the same object as its anchor, so repetition costs nothing. */
class PlainReader {
  readonly #report: Report;
  /** For each object or array that was made: where its entries stand. */
  readonly #offsets = new Map<unknown, Map<string | number, number>>();
  readonly #anchors = new Map<string, unknown>();

  constructor(report: Report) {
    this.#report = report;
  }

  read(root: Node | null): unknown {
    return this.#plain(root, []);
  }

  /** Undefined when not even the path's first part is in the file. */
  offsetOf(root: unknown, path: Path): number | undefined {
    let offset: number | undefined;
    let at = root;
    for (const part of path) {
      const found = this.#offsets.get(at)?.get(part);
      if (found === undefined) break;
      offset = found;
      at = (at as Record<string | number, unknown>)[part];
    }
    return offset;
  }

  #plain(node: Node | null, path: Path): unknown {
    if (isAlias(node)) {
      if (this.#anchors.has(node.source)) return this.#anchors.get(node.source);
      this.#report(
        node.range?.[0] ?? 0,
        path,
        `refers to *${node.source}, which is not defined before it`,
        `write &${node.source} at the value that is meant, above this line`,
      );
      return null;
    }
    const value = isMap(node) ? this.#map(node, path) : isSeq(node) ? this.#list(node, path) : scalarOf(node);
    if (node?.anchor) this.#anchors.set(node.anchor, value);
    return value;
  }

  #map(node: YAMLMap, path: Path): object {
    const value = Object.create(null) as Record<string, unknown>;
    const offsets = new Map<string, number>();
    this.#offsets.set(value, offsets);
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const offset = pair.key.range?.[0] ?? node.range?.[0] ?? 0;
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined) {
        this.#report(offset, path, "has a key that is not plain text", "write the key as text");
      } else if (key === "__proto__") {
        this.#report(offset, [...path, key], "is not allowed as a key", "choose another name");
      } else if (key === "<<") {
        this.#report(
          offset,
          [...path, key],
          "is a merge key, which YAML 1.2 does not have",
          "repeat the lines, or use defaults",
        );
      } else if (offsets.has(key)) {
        this.#report(offset, [...path, key], `the key ${quote(key)} is there twice`, "keep one of the two");
      } else {
        offsets.set(key, offset);
        value[key] = this.#plain(pair.value, [...path, key]);
      }
    }
    return value;
  }

  #list(node: YAMLSeq, path: Path): unknown[] {
    const value: unknown[] = [];
    const offsets = new Map<number, number>();
    this.#offsets.set(value, offsets);
    for (const [index, item] of (node.items as (Node | null)[]).entries()) {
      offsets.set(index, item?.range?.[0] ?? node.range?.[0] ?? 0);
      value.push(this.#plain(item, [...path, index]));
    }
    return value;
  }
}

function scalarOf(node: Node | null): unknown {
  return isScalar(node) ? (node.value ?? null) : null;
}
