import { z } from "zod";
import type { Reader } from "./http/rest";
import { ServiceError } from "./http/service-error";
import { UNITY_CATALOG } from "./unity-catalog";

const metastoreSchema = z.object({
  metastore_id: z.string(),
  name: z.string(),
  cloud: z.string().optional(),
  region: z.string().optional(),
  owner: z.string().optional(),
  /** None with Default Storage. */
  storage_root: z.string().optional(),
  privilege_model_version: z.string().optional(),
});

/** What the workspace's metastore says about itself. */
export type MetastoreInfo = z.infer<typeof metastoreSchema>;

const assignmentSchema = z.object({
  /** Number of the workspace. */
  workspace_id: z.coerce.number().optional(),
  /** Catalog that counts where a query names none. */
  default_catalog_name: z.string().optional(),
});

/**
 * The metastore that is assigned to the workspace.
 *
 * @returns undefined when there is none
 * @see https://docs.databricks.com/api/workspace/metastores/summary
 */
export async function getMetastore(rest: Reader): Promise<MetastoreInfo | undefined> {
  try {
    return await rest.getAs(metastoreSchema, `${UNITY_CATALOG}/metastore_summary`);
  } catch (error) {
    if (error instanceof ServiceError && /no metastore assigned/i.test(error.message)) return undefined;
    throw error;
  }
}

/** @see https://docs.databricks.com/api/workspace/metastores/current */
export function getMetastoreAssignment(rest: Reader): Promise<z.infer<typeof assignmentSchema>> {
  return rest.getAs(assignmentSchema, `${UNITY_CATALOG}/current-metastore-assignment`);
}

/**
 * Number of this workspace.
 *
 * @throws ServiceError where the service does not say
 */
export async function getWorkspaceId(rest: Reader): Promise<number> {
  const { workspace_id: id } = await getMetastoreAssignment(rest);
  if (id !== undefined) return id;
  throw new ServiceError("the workspace does not say its number", { kind: "other" });
}
