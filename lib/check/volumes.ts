import { quoteIdentifier, type Securable } from "../databricks/securable";
import type { CheckContext } from "./context";
import type { Need } from "../access/expected-privileges";
import { sqlText } from "../databricks/sql/statements";
import { deleteFile, listDirectory, uploadFile } from "../databricks/files";

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

const need = ({ catalog, schema }: Omit<Volume, "owner">, privilege: Need["privilege"]): Need => ({
  privilege,
  on: { catalog, schema },
});

export async function listFiles(context: CheckContext, volume: Volume): Promise<void> {
  await context.call(listDirectory(context.rest, volumePath(volume)), need(volume, "READ_VOLUME"));
}

export async function putFile(
  context: CheckContext,
  volume: Omit<Volume, "owner">,
  file: string,
  text: string,
): Promise<void> {
  await context.call(uploadFile(context.rest, volumePath(volume, file), text), need(volume, "WRITE_VOLUME"));
}

export async function removeFile(context: CheckContext, volume: Omit<Volume, "owner">, file: string): Promise<void> {
  await context.call(deleteFile(context.rest, volumePath(volume, file)), need(volume, "WRITE_VOLUME"));
}
