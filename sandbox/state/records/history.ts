/** A statement that was run. */
export interface StatementRecord {
  readonly id: string;
  readonly sessionId: string;
  /** One of the two. */
  readonly warehouseId?: string;
  readonly clusterId?: string;
  readonly principalId: string;
  readonly principal: string;
  readonly text: string;
  /** SELECT, INSERT, CREATE, …; absent for one that could not be read. */
  readonly type?: string;
  readonly status: "FINISHED" | "FAILED" | "CANCELED";
  readonly error?: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changedRows?: number;
  /** Full names of what it read and of what it wrote. */
  readonly sources: readonly string[];
  readonly target?: string;
}

/** A call of the REST API, as the audit log has it. */
export interface AuditRecord {
  readonly id: string;
  readonly at: number;
  readonly principal: string;
  readonly address: string;
  readonly userAgent?: string;
  readonly service: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly status: number;
  readonly error?: string;
}
