import type { ApiCall } from "../../provider/api-call";
import { Client } from "../../provider/client";
import { conform } from "../../provider/engine/conform";
import type { Operation } from "../../provider/engine/lifecycle";
import { PROVIDER_SCHEMA } from "../../provider/engine/schema";
import type { Values } from "../../provider/engine/value";
import { personalToken } from "../../provider/credential";
import { RESOURCES } from "../../provider/resources";

/** An answer of the workspace: a body, or a status with one. */
type Scripted = Record<string, unknown> | unknown[] | Refusal;

export class Refusal {
  readonly status: number;
  readonly body: object;

  constructor(status: number, error_code: string, message: string) {
    this.status = status;
    this.body = { error_code, message };
  }
}

/** A workspace that answers as told (several answers to one call in turn, the last for ever) and notes what it was asked. */
export function scriptedWorkspace(script: Record<string, Scripted | Scripted[]>) {
  /** `METHOD path`, with the body when there was one. */
  const calls: string[] = [];
  const turns = new Map<string, number>();
  const api: ApiCall = ({ method, path, body }) => {
    const call = `${method} ${path.replace(/^\/api\/2\.\d\/(unity-catalog\/|preview\/scim\/v2\/)?/, "")}`;
    calls.push(body === undefined ? call : `${call} ${JSON.stringify(body)}`);
    const scripted = script[call];
    const turn = turns.get(call) ?? 0;
    turns.set(call, turn + 1);
    const answer = Array.isArray(scripted) ? scripted[Math.min(turn, scripted.length - 1)] : (scripted ?? {});
    const refused = answer instanceof Refusal ? answer : undefined;
    return Promise.resolve({ status: refused?.status ?? 200, body: refused ? refused.body : answer, headers: {} });
  };
  const client = new Client(api, "https://localhost:8443/", personalToken("t"));
  return { client, calls };
}

/** A resource type ready to be acted on in a scripted workspace. */
export function operationOn(name: string, client: Client, stop = new AbortController().signal): Operation {
  const resource = RESOURCES[`databricks_${name}`];
  const block = PROVIDER_SCHEMA.resource_schemas[`databricks_${name}`]?.block;
  if (!resource || !block) throw new Error(name);
  return { resource, block, client, stop };
}

/** Values with everything the type's schema has. */
export function valuesOf(name: string, values: object): Values {
  return conform(operationOn(name, scriptedWorkspace({}).client).block, { ...values });
}
