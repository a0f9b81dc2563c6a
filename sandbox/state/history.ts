import type { WorkspaceData } from "./data";
import type { AuditRecord, StatementRecord } from "./records/history";

/** How much of each kind is kept. */
const KEPT = 500;

/** What was done in the workspace: what the `system` tables on queries and access tell. */
export class History {
  readonly #data: WorkspaceData;

  constructor(data: WorkspaceData) {
    this.#data = data;
  }

  addStatement(statement: StatementRecord): void {
    keepLatest(this.#data.history.statements, statement);
  }

  addCall(call: AuditRecord): void {
    keepLatest(this.#data.history.audit, call);
  }
}

function keepLatest<T>(records: T[], record: T): void {
  records.push(record);
  if (records.length > KEPT) records.splice(0, records.length - KEPT);
}
