import type { Connection } from "./connection";

/** What runs a tool's queries. */
export interface Compute {
  readonly kind: "warehouse" | "cluster";
  readonly id: string;
  readonly name: string;
  /** True when the stack neither made it nor manages its permissions; so it is with every cluster. */
  readonly existing: boolean;
}

/** The SQL warehouse or the cluster of a connection. */
export function computeOf(connection: Connection): Compute {
  const { cluster_id, cluster_name, warehouse_id = "", warehouse_name } = connection;
  if (cluster_id !== undefined) {
    return { kind: "cluster", id: cluster_id, name: cluster_name ?? cluster_id, existing: true };
  }
  return {
    kind: "warehouse",
    id: warehouse_id,
    name: warehouse_name ?? warehouse_id,
    existing: connection.warehouse_existing ?? false,
  };
}

/** Where its permissions are, on the product's pages. */
export function permissionsPage({ kind, name }: Compute): string {
  return kind === "cluster" ? `Compute > ${name} > Permissions` : `SQL Warehouses > ${name} > Permissions`;
}
