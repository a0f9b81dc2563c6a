import { Document, isMap, isNode, type Pair, type Scalar, type YAMLMap } from "yaml";
import type { Draft } from "./draft";
import { entryFields, entryTitle, leftToProfile, type Field } from "./entry";
import { insertPair } from "./insert";
import type { Present } from "./question";
import { BACKEND_NOTE, CLOUD_NOTE } from "./words";
import { onramp } from "../../lib/command-line";

/**
 * The head of a new `onramp.yaml`.
 *
 * @param schema path of the JSON schema from the file's folder; absent: the file is not in the project
 */
export function newHead(schema?: string): string {
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    `# Every field: docs/configuration.md. ${onramp("init")} adds another tool.`,
    "",
  ].join("\n");
}

/** A file with one entry more; everything else in it stays as it is, byte for byte where it is written in blocks. */
export function withEntry(text: string, draft: Draft, present: Present): string {
  return sections(draft, present).reduce((before, { path, pair }) => insertPair(before, path, pair), text);
}

interface Section {
  readonly path: readonly string[];
  readonly pair: Pair<Scalar<string>, unknown>;
}

function sections(draft: Draft, present: Present): Section[] {
  const { cloud, backend, profile, key = "" } = draft;
  const entry = mapOf(entryFields(draft, present), leftToProfile(draft));
  const above = profile && [entryTitle(profile)];
  const written: (Section | undefined)[] = [
    cloud && cloud !== present.cloud
      ? { path: ["workspace"], pair: pairOf({ key: "cloud", value: cloud, above: [CLOUD_NOTE] }) }
      : undefined,
    backend
      ? { path: [], pair: pairOf({ key: "backend", value: maker.createNode(backend), above: [BACKEND_NOTE] }) }
      : undefined,
    { path: ["integrations"], pair: pairOf({ key, value: entry, above }) },
  ];
  return written.filter((section) => section !== undefined);
}

const maker = new Document();

/** One key with its value: plain lists below each other, plain mappings in one line, nodes as they are. */
function pairOf({ key, value, above, behind }: Field): Section["pair"] {
  const pair = maker.createPair(key, value) as Section["pair"];
  if (above && above.length > 0) pair.key.commentBefore = above.map((line) => ` ${line}`).join("\n");
  const node = pair.value as Scalar | YAMLMap;
  if (isMap(node) && !isNode(value)) node.flow = true;
  if (behind !== undefined) node.comment = ` ${behind.replace(/\s+/g, " ")}`;
  return pair;
}

function mapOf(fields: readonly Field[], below: readonly string[]): YAMLMap {
  const map = maker.createNode({}) as YAMLMap;
  map.items.push(...fields.map(pairOf));
  if (fields.length === 0) map.flow = true;
  if (below.length > 0) map.comment = below.map((line) => ` ${line}`).join("\n");
  return map;
}
