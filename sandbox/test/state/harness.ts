import { Workspace, type WorkspaceOptions } from "../../state/workspace";
import type { CatalogRecord } from "../../state/records/catalog";
import type { SchemaRecord } from "../../state/records/schema";
import type { OwnedSecurable } from "../../state/records/securable";
import type { TableRecord } from "../../state/records/table";

/** A workspace at a time that the test sets, with `main.sales.orders` besides what every new one has. */
export function harness(options: Omit<WorkspaceOptions, "now"> = {}) {
  const clock = { now: Date.UTC(2026, 0, 1) };
  const workspace = new Workspace({ ...options, now: () => clock.now });
  const { admin, unityCatalog, principals } = workspace;
  const catalog: CatalogRecord = unityCatalog.catalog(admin, "main");
  const schema: SchemaRecord = unityCatalog.createSchema(admin, "main", { name: "sales" });
  const table: TableRecord = unityCatalog.createTable(admin, "main", "sales", {
    name: "orders",
    tableType: "MANAGED",
    columns: [{ name: "id", type: "BIGINT", nullable: false }],
  });
  /** A new service principal; as a caller it is what it is at the moment of asking. */
  const addPrincipal = (displayName = "tool") => {
    const record = principals.addServicePrincipal({ displayName });
    return {
      record,
      get caller() {
        return principals.asCaller(record);
      },
    };
  };
  const grant = (on: OwnedSecurable, principal: string, ...add: string[]) =>
    unityCatalog.grants.change(admin, on, [{ principal, add }]);
  return { clock, workspace, admin, unityCatalog, principals, catalog, schema, table, addPrincipal, grant };
}
