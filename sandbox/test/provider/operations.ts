import { createObject, deleteObject, readObject, updateObject } from "../../provider/engine/lifecycle";
import { operationOn, Refusal, scriptedWorkspace, valuesOf } from "./scripted-workspace";

/** Answers of the workspace, in order. */
export type Script = Parameters<typeof scriptedWorkspace>[0];

export async function create(name: string, planned: object, script: Script, stop?: AbortSignal) {
  const { client, calls } = scriptedWorkspace(script);
  return { calls, ...(await createObject(operationOn(name, client, stop), valuesOf(name, planned))) };
}

export async function update(name: string, prior: object, change: object, script: Script) {
  const { client, calls } = scriptedWorkspace(script);
  const planned = valuesOf(name, { ...prior, ...change });
  return { calls, ...(await updateObject(operationOn(name, client), planned, valuesOf(name, prior))) };
}

export async function remove(name: string, prior: object, script: Script) {
  const { client, calls } = scriptedWorkspace(script);
  return { calls, ...(await deleteObject(operationOn(name, client), valuesOf(name, prior))) };
}

export function read(name: string, state: object, script: Script) {
  return readObject(operationOn(name, scriptedWorkspace(script).client), valuesOf(name, state));
}

export const missing = new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "It does not exist.");
export const refused = new Refusal(403, "PERMISSION_DENIED", "You may not.");
