import type { TableRecord } from "../../state/records/table";
import type { Caller } from "../../state/principals";
import { requireManagedCatalog } from "../../state/schema-objects";
import type { Workspace } from "../../state/workspace";
import { SqlError, insufficient, quoted } from "../errors";
import { informationSchema } from "./information-schema";

/**
 * A table that the authority may change.
 *
 * @throws SqlError or ServiceError when there is none, when it is a view or read-only, or when MODIFY or SELECT is
 * missing: the service wants both
 */
export function writableTable(
  workspace: Workspace,
  authority: Caller,
  [catalog, schema, name]: readonly [string, string, string],
): TableRecord {
  const { unityCatalog } = workspace;
  if (informationSchema(workspace, authority, catalog, schema, name)) {
    throw insufficient("Tables of information_schema are read-only.");
  }
  const record = unityCatalog.table(authority, catalog, schema, name);
  unityCatalog.authorization.require(authority, "MODIFY", record);
  unityCatalog.authorization.require(authority, "SELECT", record);
  requireWritable(workspace, record);
  if (record.tableType !== "MANAGED") {
    throw new SqlError(
      "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
      "42809",
      `The operation expects a table but ${quoted([catalog, schema, name])} is a view.`,
    );
  }
  return record;
}

/** @throws ServiceError PERMISSION_DENIED for what is in a shared catalog or in `system` */
export function requireWritable(workspace: Workspace, record: TableRecord): void {
  const catalog = workspace.unityCatalog.authorization.lineage(record).find((each) => each.kind === "catalog");
  if (catalog) requireManagedCatalog(catalog);
}
