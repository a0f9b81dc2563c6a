import type { Authorization } from "./authorization";
import type { WorkspaceData } from "./data";
import type { CatalogRecord } from "./records/catalog";
import { ServiceError } from "./errors";
import type { Caller } from "./principals";

/**
 * Which workspaces may use a catalog: any, until it is isolated; then those it is bound to. Whoever manages a catalog
 * may look at and change its bindings from any workspace, so that a workspace can be let in again.
 *
 * @see https://docs.databricks.com/api/workspace/workspacebindings
 */
export class Bindings {
  readonly #data: WorkspaceData;
  readonly #authorization: Authorization;
  readonly #catalogNamed: (name: string) => CatalogRecord;

  /** @param catalogNamed finds a catalog without regard to privileges, or throws CATALOG_DOES_NOT_EXIST */
  constructor(data: WorkspaceData, authorization: Authorization, catalogNamed: (name: string) => CatalogRecord) {
    this.#data = data;
    this.#authorization = authorization;
    this.#catalogNamed = catalogNamed;
  }

  /** Whether this workspace may use the catalog. */
  allow(catalog: CatalogRecord): boolean {
    return catalog.isolationMode === "OPEN" || catalog.boundWorkspaces.includes(this.#data.identity.workspaceId);
  }

  /** Ids of the workspaces that the catalog is bound to. */
  of(caller: Caller, catalogName: string): readonly number[] {
    const catalog = this.#catalogNamed(catalogName);
    this.#authorization.requireManage(caller, catalog);
    return catalog.boundWorkspaces;
  }

  /** @returns what {@link of} gives then */
  change(
    caller: Caller,
    catalogName: string,
    { add, remove }: { readonly add: readonly number[]; readonly remove: readonly number[] },
  ): readonly number[] {
    const bound = this.of(caller, catalogName);
    const catalog = this.#catalogNamed(catalogName);
    if (catalog.isolationMode !== "ISOLATED") {
      throw new ServiceError(
        "INVALID_STATE",
        `Catalog '${catalog.name}' can be bound to workspaces only with isolation_mode ISOLATED.`,
      );
    }
    catalog.boundWorkspaces = [...new Set([...bound.filter((id) => !remove.includes(id)), ...add])];
    return catalog.boundWorkspaces;
  }
}
