import type { WorkspaceData } from "../data";
import type { Warehouses } from "../warehouses";

/** What the tables of the catalog `system` are made from. */
export interface Facts {
  readonly data: WorkspaceData;
  readonly warehouses: Pick<Warehouses, "runs">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
