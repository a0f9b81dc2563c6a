import type { Caller } from "../../state/principals";
import type { Compute } from "../compute";
import type { SqlService } from "../sql-service";
import { Calls } from "./calls";
import { invoke } from "./service";

/** Answers one Thrift call. @throws Error for a body that is none */
export function answerCall(service: SqlService, caller: Caller, compute: Compute, body: Buffer): Promise<Buffer> {
  return invoke(new Calls(service, caller, compute), body);
}
