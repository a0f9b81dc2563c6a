import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { warehousesPath, type Warehouse } from "../resources/warehouse";

/** Ids of the warehouses whose name contains a text, in any case. */
export const sqlWarehouses: DataSource = {
  async read(client, config) {
    const part = text(config, "warehouse_name_contains").toLowerCase();
    const found = await client.list<Warehouse>(warehousesPath, "warehouses");
    return { id: "_", ids: found.filter(({ name }) => name.toLowerCase().includes(part)).map(({ id }) => id) };
  },
};
