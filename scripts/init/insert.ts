import { isDeepStrictEqual } from "node:util";
import { Document, isMap, LineCounter, parseDocument, type Node, type Pair, type YAMLMap } from "yaml";
import { UsageError } from "../../lib/report/errors";

type AnyPair = Pair<unknown, unknown>;
type Plain = Record<string, unknown>;

/** Comments and long values stay on their lines. */
const WRITTEN = { lineWidth: 0 } as const;

/**
 * Adds a key with its value to the mapping at `path` of a YAML text, which need not be there yet. What is there stays
 * as it is, with its comments and its form; only a text that is not written in blocks (`{ … }`, JSON) is written anew.
 *
 * @throws UsageError when the place cannot be added to, e.g. because it is an alias
 */
export function insertPair(text: string, path: readonly string[], pair: AnyPair): string {
  const wanted = plainWith(text, path, pair);
  for (const insert of [asLines, asDocument]) {
    const candidate = insert(text, path, pair);
    if (candidate !== undefined && isDeepStrictEqual(plain(candidate), wanted)) return candidate;
  }
  const lines = nested(path, pair, 2);
  throw new UsageError(`Nothing can be added to the file as it is written. Add these lines by hand:\n${lines}`);
}

/** As lines behind the last entry of the deepest block mapping on the path. */
function asLines(text: string, path: readonly string[], pair: AnyPair): string | undefined {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  const maps = blocksOn(path, contents);
  const map = maps.at(-1);
  if (contents !== null && !map) return undefined;
  const depth = Math.max(0, maps.length - 1);
  const column = map ? columnOf(map, lines) : 0;
  const step = depth > 0 ? column / depth : stepOf(map, lines);
  const block = nested(path.slice(depth), pair, step).replace(/^(?=.)/gm, " ".repeat(column));

  const at = map ? endOf(text, map, column) : text.length;
  const before = text.slice(0, at);
  const endOfLine = before === "" || before.endsWith("\n") ? "" : "\n";
  const isGap = depth === 0 || path[0] === "integrations";
  const gap = isGap && before.trim() !== "" && !/\n\r?\n$/.test(before) ? "\n" : "";
  const added = endOfLine + gap + block;
  return before + (text.includes("\r\n") ? added.replaceAll("\n", "\r\n") : added) + text.slice(at);
}

/** The block mappings from the root along the path, as far as they go. */
function blocksOn(path: readonly string[], root: Node | null): YAMLMap<Node, Node | null>[] {
  const maps: YAMLMap<Node, Node | null>[] = [];
  let node: unknown = root;
  for (const part of [...path, undefined]) {
    if (!isMap<Node, Node | null>(node) || node.flow || node.items.length === 0) break;
    maps.push(node);
    node = part === undefined ? undefined : node.get(part, true);
  }
  return maps;
}

/** Spaces before the keys of a block mapping. */
function columnOf({ items }: YAMLMap<Node>, lines: LineCounter): number {
  return lines.linePos(items[0]?.key.range?.[0] ?? 0).col - 1;
}

/** Spaces that the file puts before the next level. */
function stepOf(root: YAMLMap<Node, Node | null> | undefined, lines: LineCounter): number {
  const child = root?.items.map(({ value }) => value).find((value) => isMap<Node>(value) && !value.flow);
  return isMap<Node>(child) && child.items.length > 0 ? columnOf(child, lines) : 2;
}

/** Where the lines of a block mapping end; comments that stand deeper than its keys belong to its last entry. */
function endOf(text: string, { items }: YAMLMap<Node, Node | null>, column: number): number {
  const last = items.at(-1);
  const value = last?.value?.range?.[1] ?? last?.key.range?.[1] ?? 0;
  let end = lineEnd(text, text[value - 1] === "\n" ? value - 1 : value);
  const comment = new RegExp(`(?:[ \\t]*\\r?\\n)*[ ]{${column + 1},}#.*(?:\\n|$)`, "y");
  for (comment.lastIndex = end; comment.test(text); comment.lastIndex = end) end = comment.lastIndex;
  return end;
}

/** Behind the line break of the line that holds `offset`. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

/** The pair inside mappings of the path's keys, as lines. */
function nested(path: readonly string[], pair: AnyPair, indent: number): string {
  const document = new Document({});
  let map = document.contents as unknown as YAMLMap;
  for (const part of path) {
    const inner = document.createNode({}) as YAMLMap;
    map.add(document.createPair(part, inner));
    map = inner;
  }
  map.items.push(pair);
  return document.toString({ ...WRITTEN, indent });
}

/** As a part of the document, which is then written anew; without the pair's comments, which JSON cannot hold. */
function asDocument(text: string, path: readonly string[], pair: AnyPair): string {
  const document = parseDocument(text);
  path.forEach((_part, index) => {
    const upTo = path.slice(0, index + 1);
    if (!isMap(document.getIn(upTo, true))) document.setIn(upTo, document.createNode({}));
  });
  const [[key, value]] = entriesOf(pair);
  document.setIn([...path, key], document.createNode(value));
  return document.toString(WRITTEN);
}

function plain(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS();
}

function plainWith(text: string, path: readonly string[], pair: AnyPair): unknown {
  const root = (plain(text) ?? {}) as Plain;
  let at = root;
  for (const part of path) {
    at[part] = { ...(at[part] as Plain | null) };
    at = at[part] as Plain;
  }
  const [[key, value]] = entriesOf(pair);
  at[key] = value;
  return root;
}

/** The pair as a plain key and value. */
function entriesOf(pair: AnyPair): [[string, unknown]] {
  const document = new Document({});
  (document.contents as unknown as YAMLMap).items.push(pair);
  return Object.entries(document.toJS() as Plain) as [[string, unknown]];
}
