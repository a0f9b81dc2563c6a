import { AttributeError, OperationError } from "../engine/diagnostics";
import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { dataSources, warehousePath, type Warehouse } from "../resources/warehouse";

/** A warehouse by its exact name or its id. */
export const sqlWarehouse: DataSource = {
  async read(client, config) {
    const [id, name] = [text(config, "id"), text(config, "name")];
    if (id === "" && name === "") throw new OperationError("either 'id' or 'name' should be provided");
    const [attribute, wanted] = name === "" ? ["ID", id] : ["name", name];
    const found = (await dataSources(client)).filter((source) =>
      name === "" ? source.warehouse_id === id : source.name === name,
    );
    const [source, another] = found;
    const path = [attribute.toLowerCase()];
    if (!source) throw new AttributeError(path, `can't find SQL warehouse with the ${attribute} '${wanted}'`);
    if (another) throw new AttributeError(path, `there are multiple SQL warehouses with the ${attribute} '${wanted}'`);
    const warehouse = await client.get<Warehouse>(warehousePath(source.warehouse_id));
    return { ...warehouse, data_source_id: source.id };
  },
};
