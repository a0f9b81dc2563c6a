import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { without } from "./cut";
import type { ConfigInput } from "./model";
import { configSchema } from "./model";
import { didYouMean, nearest } from "./nearest";
import { todaysWord } from "./renamed";
import type { Fault, Path } from "./problem";
import { quote } from "./problem";
import type { SchemaNode } from "./schema";
import { allowedWords, schemaAt } from "./schema";

/** A config without what was wrong about its shape, so that the other rules can still be checked. */
export interface Shape {
  readonly input: ConfigInput;
  readonly faults: readonly Fault[];
  /** What was left out, and what an unknown key was probably meant to be: nobody should call these missing. */
  readonly leftOut: readonly Path[];
}

/** Checks every field on its own: type, range, spelling. */
export function checkShape(root: unknown): Shape {
  const faults = new Map<string, Fault>();
  const leftOut: Path[] = [];
  const meant = new Set<string>();
  for (let value = root; ;) {
    const result = configSchema.safeParse(value);
    if (result.success) {
      for (const path of meant) if (faults.get(path)?.what === MISSING) faults.delete(path);
      return { input: result.data, faults: [...faults.values()], leftOut };
    }
    const found = result.error.issues.flatMap(flatten).flatMap((issue) => faultsOf(issue, value));
    for (const { fault, instead, oneOf = [] } of found) {
      const isCut = (field: string) => leftOut.some((path) => isDeepStrictEqual(path, [...fault.path, field]));
      if (oneOf.some(isCut)) continue;
      const key = JSON.stringify(fault.path);
      // What an earlier round cut is missing now, but has been reported as what it is.
      if (!faults.has(key)) faults.set(key, fault);
      leftOut.push(fault.path);
      if (!instead) continue;
      leftOut.push(instead);
      meant.add(JSON.stringify(instead));
    }
    value = without(
      value,
      found.map(({ cut }) => cut),
    );
  }
}

const MISSING = "is missing";

type Issue = z.core.$ZodIssue;

interface ShapeFault {
  readonly fault: Fault;
  /** The path to leave out before the next round. */
  readonly cut: Path;
  /** What an unknown key was probably meant to be. */
  readonly instead?: Path;
  /** Fields of which one has to be there. */
  readonly oneOf?: readonly string[];
}

/** An issue of a union as the issues of the alternative whose type fits, with full paths. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const fitting = issue.errors.find((errors) => !errors.some((e) => e.code === "invalid_type" && e.path.length === 0));
  if (!fitting) return [issue];
  return fitting.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
}

function faultsOf(issue: Issue, root: unknown): ShapeFault[] {
  const path = issue.path as Path;
  const value = valueAt(root, path);
  const node = schemaAt(path, root);
  const allowed = node && allowedWords(node);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(path, key, node?.properties ?? {}));
  }
  if (issue.code === "custom") {
    const { oneOf, allowed, fix } = (issue.params ?? {}) as { oneOf?: string[]; allowed?: string; fix?: string };
    return [{ cut: path, fault: { path, what: issue.message, allowed, fix }, oneOf }];
  }
  if (value === undefined) {
    return [{ cut: path.slice(0, -1), fault: { path, what: MISSING, allowed, fix: "add it" } }];
  }
  if (value === null) {
    const fix = "write a value after the colon, or remove the line";
    return [{ cut: path, fault: { path, what: "has no value", allowed, fix } }];
  }
  const fix = (value === true ? fixForFlag(path, root) : undefined) ?? fixFor(value, node, allowed);
  return [{ cut: path, fault: { path, what: `is ${described(value)}`, allowed, fix } }];
}

/** `existing: true` beside a name, as it was once written. */
function fixForFlag(path: Path, root: unknown): string | undefined {
  const [field] = path.slice(-1);
  if (field !== "existing" && field !== "import") return undefined;
  const name = valueAt(root, [...path.slice(0, -1), "name"]);
  return typeof name === "string" ? `write ${field}: ${name} in place of both` : `write ${field}: and the name`;
}

const SECRET_KEY = /token|secret|password/i;

/** Where Terraform would take credentials, it takes them under these names as well. */
const BACKEND_SECRET_KEY = /access_?key|credential|encryption|sas|username/i;

function unknownKey(path: Path, key: string, properties: Readonly<Record<string, SchemaNode>>): ShapeFault {
  const full = [...path, key];
  const known = Object.keys(properties);
  const today = todaysWord(key, known);
  const near = today ?? nearest(key, known);
  const home = known.find((name) => hasProperty(properties[name]!, key));
  const otherwise = home ? `move it under ${home}:` : "remove it";
  const secret = SECRET_KEY.test(key) || (path[0] === "backend" && BACKEND_SECRET_KEY.test(key));
  const fix = secret
    ? "remove it: secrets do not belong in this file; sign in through the environment"
    : today
      ? `write ${today}, as it is called now`
      : didYouMean(key, known, otherwise);
  const instead = near === undefined ? undefined : [...path, near];
  return { fault: { path: full, what: "is an unknown key", allowed: known.join(", "), fix }, cut: full, instead };
}

function hasProperty(node: SchemaNode, key: string): boolean {
  return [node, ...(node.anyOf ?? [])].some(
    ({ properties }) => properties !== undefined && Object.hasOwn(properties, key),
  );
}

function fixFor(value: unknown, node: SchemaNode | undefined, allowed = ""): string | undefined {
  const text = described(value);
  if (node?.enum && typeof value === "string") {
    const near = didYouMean(value, node.enum);
    if (near) return near;
  }
  if (node?.type === "boolean" && /^"(yes|on|y)"$/i.test(text)) return "write true";
  if (node?.type === "boolean" && /^"(no|off|n)"$/i.test(text)) return "write false";
  if (node?.type === "integer" && typeof value === "string" && /^\d+$/.test(value)) return `write ${value}`;
  if (node?.type === "array") return `write it as a list: [${typeof value === "string" ? text : "first, second"}]`;
  if (allowed.startsWith("text") && typeof value === "boolean") return "write which one is meant, or remove the line";
  // A longer number may have lost digits or leading zeros: it was read as a number.
  if (allowed.startsWith("text") && typeof value === "number")
    return Number.isInteger(value) && Math.abs(value) < 1e12 ? `write it in quotes: "${text}"` : "put it in quotes";
  return node?.byDefault && `choose one of these, or remove the line (default: ${node.byDefault})`;
}

/** A value in words. */
function described(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "a mapping";
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce((at, part) => (at as Record<string | number, unknown> | null | undefined)?.[part], root);
}
