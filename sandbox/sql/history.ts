import type { StatementRecord } from "../state/records/history";
import type { Caller } from "../state/principals";
import type { Operation } from "./operation";
import { tokenize } from "./parser/tokens";
import type { Session } from "./sessions";
import type { Lineage } from "./statements/context";

/** Longest text of a statement that is kept. */
const MAX_TEXT = 4_000;

/** First words that mean another kind of statement than they say. */
const TYPES: Readonly<Record<string, string>> = { WITH: "SELECT", VALUES: "SELECT", FROM: "SELECT", DESC: "DESCRIBE" };

/** A statement that has ended, for `system.query.history` and lineage. Times by the workspace's clock. */
export function statementRecord(
  { id: sessionId, compute }: Session,
  caller: Caller,
  operation: Operation,
  text: string,
  { sources, target }: Lineage,
  { startedAt, endedAt }: Pick<StatementRecord, "startedAt" | "endedAt">,
): StatementRecord {
  const failed = operation.state === "error";
  const finished = operation.state === "finished" || operation.state === "closed";
  return {
    id: operation.id,
    sessionId,
    ...(compute.kind === "warehouse" ? { warehouseId: compute.id } : { clusterId: compute.id }),
    principalId: caller.id,
    principal: caller.name,
    text: text.slice(0, MAX_TEXT),
    type: typeOf(text),
    status: failed ? "FAILED" : finished ? "FINISHED" : "CANCELED",
    error: operation.error?.message,
    startedAt,
    endedAt,
    changedRows: operation.modifiedRows,
    sources: [...sources],
    target,
  };
}

function typeOf(text: string): string | undefined {
  try {
    const first = tokenize(text).find(({ kind, text: symbol }) => kind !== "symbol" || symbol !== "(");
    const word = first?.kind === "word" ? first.text.toUpperCase() : undefined;
    return word === undefined ? undefined : (TYPES[word] ?? word);
  } catch {
    return undefined;
  }
}
