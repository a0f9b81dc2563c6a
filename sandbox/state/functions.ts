import type { FunctionRecord } from "./records/function";
import type { Caller } from "./principals";
import { type NewObject, type SchemaHost, SchemaObjects } from "./schema-objects";

export interface NewFunction extends NewObject, Pick<FunctionRecord, "parameters" | "returnType" | "definition"> {}

/** Scalar functions of SQL. */
export class Functions extends SchemaObjects<FunctionRecord> {
  constructor(host: SchemaHost, records: Map<string, FunctionRecord>) {
    super(host, records, { label: "Function", use: "EXECUTE" });
  }

  /** Needs CREATE FUNCTION. */
  create(caller: Caller, catalogName: string, schemaName: string, input: NewFunction): FunctionRecord {
    const { parameters, returnType, definition } = input;
    return this.add(caller, [catalogName, schemaName], "CREATE_FUNCTION", input, (stamp, { id: schemaId }) => ({
      ...stamp,
      kind: "function",
      schemaId,
      parameters,
      returnType,
      definition,
    }));
  }
}
