import { ApiError } from "../api-error";
import { SEVERITY, type Diagnostic, type Step } from "../protocol/messages";
import type { Block } from "./schema";
import { isZero, type Value, type Values } from "./value";

/** Names of attributes and indexes of nested blocks, from the top of a resource. */
export type Path = readonly (string | number)[];

/** Something is wrong with one attribute; Terraform shows the error at its line. */
export class AttributeError extends Error {
  readonly path: Path;
  readonly detail: string | undefined;

  constructor(path: Path, message: string, detail?: string) {
    super(message);
    this.path = path;
    this.detail = detail;
  }
}

/** An error a person can act on, without a place in the configuration. */
export class OperationError extends Error {}

/**
 * An error as Terraform shows it, prefixed with what was being done (`cannot create catalog`).
 *
 * An error of the service is put on the attribute it names, or on the one whose value it quotes.
 */
export function toDiagnostic(
  error: unknown,
  doing: string | undefined,
  block: Block,
  config: Values | undefined,
  log: (line: string) => void,
): Diagnostic {
  const prefix = doing === undefined ? "" : `${doing}: `;
  if (error instanceof AttributeError) {
    return diagnostic(prefix + error.message, error.detail, attributePath(error.path, block));
  }
  if (error instanceof ApiError) {
    const name = config && blamedAttribute(error.message, config);
    const path = name === undefined ? undefined : attributePath([name], block);
    return diagnostic(
      prefix + error.message,
      `${error.request} answered ${error.status} ${error.code}`.trimEnd(),
      path,
    );
  }
  if (error instanceof OperationError) return diagnostic(prefix + error.message);
  log(`bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return diagnostic(`${prefix}the embedded provider failed: ${error instanceof Error ? error.message : String(error)}`);
}

function diagnostic(summary: string, detail?: string, attribute?: Diagnostic["attribute"]): Diagnostic {
  return { severity: SEVERITY.error, summary, detail, attribute };
}

/** Elements of a set have no address: there the path ends at the set. */
function attributePath(path: Path, block: Block): Diagnostic["attribute"] {
  const steps: Step[] = [];
  let current: Block | undefined = block;
  for (const part of path) {
    if (typeof part === "number") {
      steps.push({ element_key_int: part });
      continue;
    }
    steps.push({ attribute_name: part });
    const nested: NonNullable<Block["block_types"]>[string] | undefined = current?.block_types?.[part];
    if (nested?.nesting_mode === "set") break;
    current = nested?.block;
  }
  return steps.length === 0 ? undefined : { steps };
}

/**
 * The configured attribute a service's message is about: one with an unmistakable name (the longest wins), else one
 * whose value is quoted, else one whose name is also an ordinary word.
 */
function blamedAttribute(message: string, config: Values): string | undefined {
  const names = Object.keys(config).filter((name) => !isZero(config[name] ?? null));
  const words = new Set(message.toLowerCase().match(/\w+/g));
  const named = names.filter((name) => words.has(name)).sort((a, b) => b.length - a.length);
  return named.find((name) => name.includes("_")) ?? names.find((name) => isQuoted(message, config[name])) ?? named[0];
}

function isQuoted(message: string, value: Value | undefined): boolean {
  return typeof value === "string" && ["'", '"', "`"].some((mark) => message.includes(mark + value + mark));
}
