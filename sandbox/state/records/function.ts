import type { SecurableRecord } from "./securable-record";

/** A scalar function of SQL. */
export interface FunctionRecord extends SecurableRecord {
  readonly kind: "function";
  readonly schemaId: string;
  readonly parameters: readonly FunctionParameter[];
  /** Databricks SQL type of the result. */
  readonly returnType: string;
  /** Text of the expression. */
  readonly definition: string;
}

export interface FunctionParameter {
  readonly name: string;
  readonly type: string;
}
