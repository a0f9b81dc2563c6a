import type { Reader, RestClient } from "./http/rest";
import { z } from "zod";

const encoded = (path: string) => path.split("/").map(encodeURIComponent).join("/");

/**
 * @param path e.g. `/Volumes/catalog/schema/volume`
 * @see https://docs.databricks.com/api/workspace/files/listdirectorycontents
 */
export async function listDirectory(rest: Reader, path: string): Promise<void> {
  await rest.getAs(z.unknown(), `/api/2.0/fs/directories${encoded(path)}`);
}

/** Replaces a file that is there. @see https://docs.databricks.com/api/workspace/files/upload */
export async function uploadFile(rest: RestClient, path: string, text: string): Promise<void> {
  await rest.put(`/api/2.0/fs/files${encoded(path)}`, { query: { overwrite: "true" }, body: text });
}

/** @see https://docs.databricks.com/api/workspace/files/delete */
export async function deleteFile(rest: RestClient, path: string): Promise<void> {
  await rest.delete(`/api/2.0/fs/files${encoded(path)}`);
}
