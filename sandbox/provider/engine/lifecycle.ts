import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../api-error";
import type { Client } from "../client";
import { OperationError } from "./diagnostics";
import { refreshState } from "./refresh";
import type { Answer, Context, Resource } from "./resource";
import type { Block } from "./schema";
import { knownValues, type Values } from "./value";

/** One resource type with what it takes to act on it. */
export interface Operation {
  block: Block;
  resource: Resource;
  client: Client;
  /** Fires when Terraform wants to stop. */
  stop: AbortSignal;
}

/** How an apply ended: the state to keep (undefined: there is no object) and what went wrong. */
export interface Outcome {
  state: Values | undefined;
  error?: unknown;
  /** What was being done when it went wrong. */
  step?: "create" | "read" | "update" | "delete";
}

/** Creates an object and reads it back; once it exists it is never lost, whatever fails after that. */
export async function createObject(operation: Operation, planned: Values): Promise<Outcome> {
  const { resource } = operation;
  const wanted = knownValues(planned);
  let state: Values | undefined;
  let step: Outcome["step"] = "create";
  try {
    const context = contextOf(operation, (values) => (state = { ...wanted, ...values }));
    state = { ...wanted, ...(await resource.create(context, wanted)) };
    if (resource.createReturnsAll) return { state };
    step = "read";
    return { state: await readBack(operation, state, true) };
  } catch (error) {
    return { state, error, step };
  }
}

/** Changes an object in place and reads it back; when that fails the state stays as it was. */
export async function updateObject(operation: Operation, planned: Values, prior: Values): Promise<Outcome> {
  const { resource } = operation;
  if (!resource.update) return { state: prior, error: new OperationError("doesn't support update") };
  const wanted = knownValues(planned);
  let step: Outcome["step"] = "update";
  try {
    const changed = await resource.update(contextOf(operation), wanted, prior);
    step = "read";
    return { state: await readBack(operation, { ...wanted, ...changed }, false) };
  } catch (error) {
    return { state: prior, error, step };
  }
}

/** Deletes an object; one that is gone already is fine. */
export async function deleteObject(operation: Operation, prior: Values): Promise<Outcome> {
  try {
    await operation.resource.delete(contextOf(operation), prior);
  } catch (error) {
    if (!isMissing(error)) return { state: prior, error, step: "delete" };
  }
  return { state: undefined };
}

/** The state as the service has it now, undefined when the object is gone. */
export async function readObject(operation: Operation, state: Values, isNew = false): Promise<Values | undefined> {
  const answer = await operation.resource.read(contextOf(operation), state).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return answer && refresh(operation, state, answer, isNew);
}

/** A read right after a write: here "not found" is an error. */
async function readBack(operation: Operation, state: Values, isNew: boolean): Promise<Values> {
  const answer = await operation.resource.read(contextOf(operation), state);
  if (answer === undefined) throw new OperationError("the object is gone right after it was written");
  return refresh(operation, state, answer, isNew);
}

function refresh({ block, resource }: Operation, state: Values, answer: Answer, isNew: boolean): Values {
  return refreshState(block, resource, state, answer, isNew);
}

function contextOf({ client, stop }: Operation, created: Context["created"] = () => undefined): Context {
  return {
    client,
    created,
    pause: (milliseconds) => sleep(milliseconds, true, { signal: stop }).catch(() => false),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.missing;
}
