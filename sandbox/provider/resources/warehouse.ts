import { segment, type Client } from "../client";

/** The fields of a warehouse that code here looks at; there are more, and they go to the state as they are. */
export interface Warehouse {
  id: string;
  name: string;
  state: string;
  creator_name?: string;
  health?: { summary?: string };
}

/** Entry of the list that maps warehouses to names; only here they can be found by name. */
export interface WarehouseSource {
  id: string;
  name: string;
  warehouse_id: string;
}

// Paths of the SQL warehouses API.
export const warehousesPath = "/api/2.0/sql/warehouses";
export const warehousePath = (id: string): string => `${warehousesPath}/${segment(id)}`;

/** Every warehouse the caller may see. */
export function dataSources(client: Client): Promise<WarehouseSource[]> {
  return client.get("/api/2.0/preview/sql/data_sources");
}
