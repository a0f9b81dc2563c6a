import { Readable } from "node:stream";
import { ServiceError, invalid } from "../state/errors";
import type { FileInfo } from "../state/files";
import type { Area, RestContext } from "./context";

/** Where the Files API is. */
export const FILES = "/api/2.0/fs";

/** The service's limit for one file. */
const MAX_FILE = 5 * 1024 ** 3;

/** Files and directories in volumes. @see https://docs.databricks.com/api/workspace/files */
export const files: Area = (app, { workspace }) => {
  const { files } = workspace;
  const filesPath = `${FILES}/files/*`;
  const directoriesPath = `${FILES}/directories/*`;

  app.get(filesPath, async (c) => {
    const path = pathOf(c, "files");
    const info = await files.info(c.get("caller"), path);
    if (info.isDirectory) throw invalid(`The path is a directory: ${info.path}`);
    const range = rangeOf(c, info);
    const length = range ? range.end - range.start + 1 : info.size;
    const headers = {
      "content-type": "application/octet-stream",
      "content-length": String(length),
      "last-modified": new Date(info.modifiedAt).toUTCString(),
      "accept-ranges": "bytes",
      ...(range && { "content-range": `bytes ${range.start}-${range.end}/${info.size}` }),
    };
    if (c.req.method === "HEAD") return c.body(null, 200, headers);
    const content = await files.read(c.get("caller"), path, range);
    return c.body(Readable.toWeb(content) as globalThis.ReadableStream, range ? 206 : 200, headers);
  });

  app.put(filesPath, async (c) => {
    const path = pathOf(c, "files");
    if (Number(c.req.header("content-length") ?? 0) > MAX_FILE) {
      throw new ServiceError("PAYLOAD_TOO_LARGE", "A file may have at most 5 GiB.");
    }
    const { body } = c.req.raw;
    const content = body ? Readable.fromWeb(body) : Readable.from([]);
    await files.write(c.get("caller"), path, content, c.req.query("overwrite") !== "false");
    return c.body(null, 204);
  });

  app.delete(filesPath, async (c) => {
    await files.remove(c.get("caller"), pathOf(c, "files"));
    return c.body(null, 204);
  });

  app.get(directoriesPath, async (c) => {
    const path = pathOf(c, "directories");
    const info = await files.info(c.get("caller"), path);
    if (!info.isDirectory) throw new ServiceError("NOT_FOUND", `The directory being accessed is not found: ${path}`);
    if (c.req.method === "HEAD") return c.body(null, 200);
    return c.json({ contents: (await files.list(c.get("caller"), path)).map(toWire) });
  });

  app.put(directoriesPath, async (c) => {
    await files.makeDirectory(c.get("caller"), pathOf(c, "directories"));
    return c.body(null, 204);
  });

  app.delete(directoriesPath, async (c) => {
    await files.removeDirectory(c.get("caller"), pathOf(c, "directories"));
    return c.body(null, 204);
  });
};

const toWire = ({ path, name, isDirectory, size, modifiedAt }: FileInfo) =>
  isDirectory
    ? { path, name, is_directory: true, last_modified: modifiedAt }
    : { path, name, is_directory: false, file_size: size, last_modified: modifiedAt };

/** The path in a volume, from the URL as it was sent: names may hold any character. */
function pathOf(c: RestContext, area: "files" | "directories"): string {
  const { pathname } = new URL(c.req.url);
  try {
    return decodeURIComponent(pathname.slice(`${FILES}/${area}`.length));
  } catch {
    throw invalid(`Invalid path: ${pathname} is not correctly encoded.`);
  }
}

/** `bytes=0-99`, `bytes=100-`; anything else asks for the whole file. */
function rangeOf(c: RestContext, { size }: FileInfo): { start: number; end: number } | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(c.req.header("range") ?? "") ?? [];
  if (first === undefined || Number(first) >= size) return undefined;
  return { start: Number(first), end: Math.min(last ? Number(last) : size - 1, size - 1) };
}
