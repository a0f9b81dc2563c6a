import { type Stats, createReadStream, createWriteStream, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { OwnedSecurable } from "./records/securable";
import { ServiceError, invalid } from "./errors";
import { newUuid } from "./identifiers";
import type { Caller } from "./principals";
import type { UnityCatalog } from "./unity-catalog";

/** A file or directory in a volume. */
export interface FileInfo {
  /** `/Volumes/<catalog>/<schema>/<volume>/…` */
  readonly path: string;
  readonly name: string;
  readonly isDirectory: boolean;
  /** Bytes; 0 for directories. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** Where a path of the service is on this machine. */
interface Place {
  readonly path: string;
  readonly local: string;
  /** The volume itself, which is always there. */
  readonly isRoot: boolean;
}

const notFound = (path: string, what: "file" | "directory") =>
  new ServiceError("NOT_FOUND", `The ${what} being accessed is not found: ${path}`);

/**
 * The files in volumes, kept in one folder per volume. Reading takes READ VOLUME, changing takes WRITE VOLUME. Like in
 * cloud storage, writing a file makes the directories on the way to it.
 */
export class Files {
  readonly #unityCatalog: UnityCatalog;
  readonly #folder: string | undefined;

  /** @param folder where files are kept; without it there can be none */
  constructor(unityCatalog: UnityCatalog, folder: string | undefined) {
    this.#unityCatalog = unityCatalog;
    this.#folder = folder;
    unityCatalog.onDrop((dropped) => this.#forget(dropped));
  }

  /** The folder that holds every volume's files; undefined when this workspace was made without one. */
  get folder(): string | undefined {
    return this.#folder;
  }

  get #root(): string {
    if (this.#folder === undefined) throw new Error("this workspace was made without a folder for files");
    return this.#folder;
  }

  async info(caller: Caller, path: string): Promise<FileInfo> {
    const place = this.#place(caller, path, "READ_VOLUME");
    const found = await this.#stat(place);
    if (!found) throw notFound(place.path, "file");
    return describe(place.path, found);
  }

  /** @param range first and last byte, both included */
  async read(
    caller: Caller,
    path: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<Readable> {
    const { isDirectory } = await this.info(caller, path);
    if (isDirectory) throw invalid(`The path is a directory: ${path}`);
    return createReadStream(this.#place(caller, path, "READ_VOLUME").local, range);
  }

  /** Others see the file as it was until all of it is there. @throws ServiceError ALREADY_EXISTS */
  async write(caller: Caller, path: string, content: Readable, overwrite: boolean): Promise<void> {
    const place = this.#place(caller, path, "WRITE_VOLUME");
    const existing = await this.#stat(place);
    if (place.isRoot || existing?.isDirectory()) throw invalid(`The path is a directory: ${place.path}`);
    if (existing && !overwrite) throw new ServiceError("ALREADY_EXISTS", `The file already exists: ${place.path}`);
    const partial = join(this.#root, `.${newUuid()}.partial`);
    try {
      await mkdir(this.#root, { recursive: true, mode: 0o700 });
      await pipeline(content, createWriteStream(partial, { mode: 0o600 }));
      await this.#makeLocal(dirname(place.local), place.path);
      await rename(partial, place.local);
    } finally {
      await rm(partial, { force: true });
    }
  }

  async remove(caller: Caller, path: string): Promise<void> {
    const place = this.#place(caller, path, "WRITE_VOLUME");
    const existing = await this.#stat(place);
    if (!existing) throw notFound(place.path, "file");
    if (existing.isDirectory()) throw invalid(`The path is a directory: ${place.path}`);
    await rm(place.local);
  }

  /** What is in a directory, by name. */
  async list(caller: Caller, path: string): Promise<FileInfo[]> {
    const place = this.#place(caller, path, "READ_VOLUME");
    const existing = await this.#stat(place);
    if (!existing && place.isRoot) return [];
    if (!existing) throw notFound(place.path, "directory");
    if (!existing.isDirectory()) return [describe(place.path, existing)];
    const names = (await readdir(place.local)).sort();
    const found = await Promise.all(
      names.map(async (name) => {
        const stats = await statIfThere(join(place.local, name));
        return stats && describe(`${place.path}/${name}`, stats);
      }),
    );
    return found.filter((each) => each !== undefined);
  }

  /** Makes a directory and those on the way to it; one that is there is fine. */
  async makeDirectory(caller: Caller, path: string): Promise<void> {
    const place = this.#place(caller, path, "WRITE_VOLUME");
    await this.#makeLocal(place.local, place.path);
  }

  /** @throws ServiceError DIRECTORY_NOT_EMPTY */
  async removeDirectory(caller: Caller, path: string): Promise<void> {
    const place = this.#place(caller, path, "WRITE_VOLUME");
    if (place.isRoot) throw invalid(`A volume is removed with DROP VOLUME: ${place.path}`);
    const existing = await this.#stat(place);
    if (!existing?.isDirectory()) throw notFound(place.path, "directory");
    try {
      await rmdir(place.local);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
      throw new ServiceError("DIRECTORY_NOT_EMPTY", `The directory is not empty: ${place.path}`);
    }
  }

  /**
   * Files on this machine that a path means to a query: the file itself, or those in the directory whose names do not
   * begin with a dot or underscore.
   *
   * @throws ServiceError NOT_FOUND
   */
  localFiles(caller: Caller, path: string): { readonly info: FileInfo; readonly local: string }[] {
    const place = this.#place(caller, path, "READ_VOLUME");
    const root = statSync(place.local, { throwIfNoEntry: false });
    if (!root && place.isRoot) return [];
    if (!root) throw notFound(place.path, "file");
    if (!root.isDirectory()) return [{ info: describe(place.path, root), local: place.local }];
    const names = readdirSync(place.local).filter((name) => !/^[._]/.test(name));
    return names.sort().flatMap((name) => {
      const local = join(place.local, name);
      const stats = statSync(local, { throwIfNoEntry: false });
      return stats?.isFile() ? [{ info: describe(`${place.path}/${name}`, stats), local }] : [];
    });
  }

  #place(caller: Caller, path: string, privilege: "READ_VOLUME" | "WRITE_VOLUME"): Place {
    const [root, top, catalog, schema, name, ...rest] = path.replace(/\/+$/, "").split("/");
    if (root !== "" || top !== "Volumes" || !catalog || !schema || !name) {
      throw invalid(`Invalid path '${path}': expected /Volumes/<catalog>/<schema>/<volume>/<path>.`);
    }
    const wrong = rest.map(whatIsWrong).find((reason) => reason !== undefined);
    if (wrong !== undefined) throw invalid(`Invalid path '${path}': ${wrong}.`);
    const { volumes, authorization } = this.#unityCatalog;
    const volume = volumes.get(caller, catalog, schema, name);
    authorization.require(caller, privilege, volume);
    const full = ["/Volumes", ...authorization.fullName(volume).split("."), ...rest].join("/");
    return { path: full, local: join(this.#root, volume.id, ...rest), isRoot: rest.length === 0 };
  }

  async #stat({ local, isRoot }: Place): Promise<Stats | undefined> {
    if (isRoot) await mkdir(local, { recursive: true, mode: 0o700 });
    return statIfThere(local);
  }

  async #makeLocal(local: string, path: string): Promise<void> {
    try {
      await mkdir(local, { recursive: true, mode: 0o700 });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EEXIST" && code !== "ENOTDIR") throw error;
      throw invalid(`A part of the path is a file: ${path}`);
    }
  }

  #forget(dropped: OwnedSecurable): void {
    if (dropped.kind !== "volume" || this.#folder === undefined) return;
    rmSync(join(this.#folder, dropped.id), { recursive: true, force: true });
  }
}

/** Why a part of a path cannot be the name of a file. */
function whatIsWrong(part: string): string | undefined {
  if (part === "" || part === "." || part === "..") return "it must not have empty or relative parts";
  if ([...part].some((char) => char < " " || char === "\\")) return "it has a backslash or a control character";
  return Buffer.byteLength(part) > 255 ? "a part of it is longer than 255 bytes" : undefined;
}

async function statIfThere(local: string): Promise<Stats | undefined> {
  try {
    return await stat(local);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

function describe(path: string, stats: Stats): FileInfo {
  const isDirectory = stats.isDirectory();
  return {
    path,
    name: path.slice(path.lastIndexOf("/") + 1),
    isDirectory,
    size: isDirectory ? 0 : stats.size,
    modifiedAt: Math.floor(stats.mtimeMs),
  };
}
