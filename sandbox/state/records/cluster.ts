/** Who may use a cluster, and whether it knows Unity Catalog. */
export type AccessMode = "SINGLE_USER" | "USER_ISOLATION" | "NONE";

/** An all-purpose cluster. */
export interface ClusterRecord {
  readonly id: string;
  name: string;
  sparkVersion: string;
  nodeType: string;
  /** Number of workers, of a cluster that scales by itself the least and the most. */
  workers: number | { readonly min: number; readonly max: number };
  accessMode: AccessMode;
  /** User, service principal or group that a SINGLE_USER cluster is for. */
  singleUser?: string;
  /** 0 = never. */
  autoStopMinutes: number;
  tags: Record<string, string>;
  sparkConf: Record<string, string>;
  readonly creator: string;
  readonly createdAt: number;
  changedAt: number;
  /** When it was last asked to start; undefined = terminated by hand. */
  startedAt?: number;
  lastUsedAt: number;
  /** When and by whom it was terminated by hand. */
  terminated?: { readonly at: number; readonly by: string };
}
