import { quoteIdentifier, type Securable } from "../databricks/securable";
import type { CheckContext } from "./context";
import type { Need } from "./diagnosis";
import { sqlText } from "./statements";

/** A Unity Catalog volume: a folder of files. */
export interface Volume {
  readonly catalog: string;
  readonly schema: string;
  readonly volume: string;
  readonly owner: string;
}

/** `/Volumes/catalog/schema/volume`, with what follows it. */
export function volumePath({ catalog, schema, volume }: Omit<Volume, "owner">, file?: string): string {
  return ["", "Volumes", catalog, schema, volume, ...(file ? [file] : [])].join("/");
}

/** The volumes in a catalog or schema that the tool can list. */
export async function volumesIn(context: CheckContext, { catalog, schema }: Securable): Promise<Volume[]> {
  const rows = await context.query(
    `SELECT volume_schema, volume_name, volume_owner FROM ${quoteIdentifier(catalog)}.information_schema.volumes ` +
      `WHERE volume_catalog = ${sqlText(catalog)}` +
      (schema === undefined ? "" : ` AND volume_schema = ${sqlText(schema)}`),
    { privilege: "USE_CATALOG", on: { catalog } },
  );
  return rows.map(({ volume_schema, volume_name, volume_owner }) => ({
    catalog,
    schema: String(volume_schema),
    volume: String(volume_name),
    owner: String(volume_owner),
  }));
}

const encoded = (path: string) => path.split("/").map(encodeURIComponent).join("/");
const need = ({ catalog, schema }: Omit<Volume, "owner">, privilege: Need["privilege"]): Need => ({
  privilege,
  on: { catalog, schema },
});

/** @see https://docs.databricks.com/api/workspace/files/listdirectorycontents */
export async function listFiles(context: CheckContext, volume: Volume): Promise<void> {
  const path = `/api/2.0/fs/directories${encoded(volumePath(volume))}`;
  await context.call(context.rest.get(path), need(volume, "READ_VOLUME"));
}

/** @see https://docs.databricks.com/api/workspace/files/upload */
export async function putFile(
  context: CheckContext,
  volume: Omit<Volume, "owner">,
  file: string,
  text: string,
): Promise<void> {
  const path = `/api/2.0/fs/files${encoded(volumePath(volume, file))}`;
  const request = { query: { overwrite: "true" }, body: text };
  await context.call(context.rest.put(path, request), need(volume, "WRITE_VOLUME"));
}

/** @see https://docs.databricks.com/api/workspace/files/delete */
export async function deleteFile(context: CheckContext, volume: Omit<Volume, "owner">, file: string): Promise<void> {
  const path = `/api/2.0/fs/files${encoded(volumePath(volume, file))}`;
  await context.call(context.rest.delete(path), need(volume, "WRITE_VOLUME"));
}
