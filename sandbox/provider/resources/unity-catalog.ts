import { isDeepStrictEqual } from "node:util";
import { messageOf } from "../api-error";
import { segment, type Client } from "../client";
import { AttributeError, OperationError } from "../engine/diagnostics";
import type { Rule } from "../engine/resource";
import { oneOfTexts } from "../engine/validate";
import { given, text, type Value, type Values } from "../engine/value";

const UNITY = "/api/2.1/unity-catalog";

// Paths of the Unity Catalog API.
export const catalogsPath = `${UNITY}/catalogs`;
export const catalogPath = (name: string): string => `${catalogsPath}/${segment(name)}`;
export const schemasPath = `${UNITY}/schemas`;
export const schemaPath = (fullName: string): string => `${schemasPath}/${segment(fullName)}`;
export const tablesPath = `${UNITY}/tables`;
export const volumesPath = `${UNITY}/volumes`;
export const metastorePath = `${UNITY}/metastore_summary`;
export const bindingsPath = (type: string, name: string): string => `${UNITY}/bindings/${type}/${segment(name)}`;
export const oldBindingsPath = (catalog: string): string => `${UNITY}/workspace-bindings/catalogs/${segment(catalog)}`;
export const grantsPath = (kind: string, fullName: string): string =>
  `${UNITY}/permissions/${kind}/${segment(fullName)}`;

/** Unity Catalog folds names to lower case. */
export const ignoringCase: Rule["same"] = (a, b) => lower(a) === lower(b);

/** A storage path means the same with and without a slash at its end. */
export const ignoringSlash: Rule["same"] = (a, b) =>
  typeof a === "string" && typeof b === "string" && (`${a}/` === b || `${b}/` === a);

/** Rule of `enable_predictive_optimization`. */
export const predictiveOptimization: Rule = { check: oneOfTexts("DISABLE", "ENABLE", "INHERIT") };

/** Which metastore the workspace uses. */
export interface MetastoreAssignment {
  metastore_id: string;
  workspace_id: number;
}

/** Asks for the metastore of the workspace. */
export function currentMetastore(client: Client): Promise<MetastoreAssignment> {
  return client.get(`${UNITY}/current-metastore-assignment`);
}

/** Before every write: a metastore in the state or the configuration has to be this workspace's. */
export async function checkMetastore(client: Client, values: Values, attribute = "metastore_id"): Promise<void> {
  const wanted = text(values, attribute);
  if (wanted === "") return;
  const { metastore_id } = await currentMetastore(client);
  if (metastore_id === wanted) return;
  throw new AttributeError(
    [attribute],
    `${attribute} must be empty or equal to the metastore id assigned to the workspace: ${metastore_id}. ` +
      "If the metastore assigned to the workspace has changed, the new metastore id must be explicitly set",
  );
}

/**
 * Changes a catalog or schema: the owner in a request of its own, then everything else; when that is refused the owner
 * is put back. Undefined when nothing but the owner, or nothing the service knows of, changed.
 */
export async function updateOwned<T>(
  client: Client,
  path: string,
  prior: Values,
  planned: Values,
  names: readonly string[],
): Promise<T | undefined> {
  const changed = Object.keys(planned).filter((name) => !isDeepStrictEqual(prior[name], planned[name]));
  const newOwner = changed.includes("owner");
  if (changed.every((name) => name === "force_destroy")) return undefined;
  if (newOwner) await client.patch(path, given(planned, "owner"));
  if (changed.every((name) => name === "owner")) return undefined;
  const body: Values = given(planned, ...names);
  // Left out it would stay; an empty map of properties cannot be told from none, and the real provider sends none.
  if (changed.includes("comment")) body["comment"] = text(planned, "comment");
  try {
    return await client.patch<T>(path, body);
  } catch (error) {
    if (newOwner) await putOwnerBack(client, path, text(prior, "owner"), error);
    throw error;
  }
}

async function putOwnerBack(client: Client, path: string, owner: string, cause: unknown): Promise<void> {
  try {
    await client.patch(path, { owner });
  } catch (error) {
    throw new OperationError(
      `${messageOf(cause)}. The owner was changed before that and could not be put back to ${owner}: ${messageOf(error)}`,
    );
  }
}

function lower(value: Value): Value {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** Whether a map changed in any key but one. */
export function changesBeyond(key: string, prior: Value, planned: Value): boolean {
  const without = (value: Value) =>
    Object.entries((value ?? {}) as Values)
      .filter(([name]) => name !== key)
      .sort();
  return !isDeepStrictEqual(without(prior), without(planned));
}
