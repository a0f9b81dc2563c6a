import type { Workspace } from "../state/workspace";
import { ucNotEnabled } from "./errors";

/** Current catalog where there is no Unity Catalog. */
export const LEGACY_CATALOG = "spark_catalog";

/**
 * A workspace as a cluster in access mode NONE sees it: whatever a statement wants of Unity Catalog is refused. There is
 * no Hive metastore in its place, so that such a cluster can only compute.
 */
export function withoutUnityCatalog(workspace: Workspace): Workspace {
  const refused: PropertyDescriptor = {
    get: () => {
      throw ucNotEnabled();
    },
  };
  return Object.create(workspace, { unityCatalog: refused, files: refused }) as Workspace;
}
