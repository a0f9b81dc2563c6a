import { execFile } from "node:child_process";
import { chmod, lstat, mkdir, mkdtemp, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache";
import { download, DownloadError } from "./download";
import { installYourself } from "./errors";
import { archiveName, RELEASE, releaseUrl, target, type Release } from "./release";
import { inspectTool, type Tool } from "./tool";
import { showVersion } from "./version";

const KILOBYTE = 1024;
const SUMS_LIMIT = 64 * KILOBYTE;
const ARCHIVE_LIMIT = 256 * KILOBYTE * KILOBYTE;
const DAY = 24 * 60 * 60 * 1000;
const SCRATCH = ".fetch-";

export interface FetchOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Default: {@link RELEASE}. */
  readonly release?: Release;
}

/** The OpenTofu fetched earlier, if it is there and runs. */
export async function cachedTool(options: FetchOptions): Promise<Tool | undefined> {
  const release = options.release ?? RELEASE;
  const tool = await inspectTool(join(home(release, options.env), program()), options.env, options.signal);
  return tool !== undefined && showVersion(tool.version) === release.version ? tool : undefined;
}

/**
 * Fetches the pinned OpenTofu into the user's cache and returns it.
 *
 * Everything happens in a scratch folder that one rename puts in place, so a cut leaves nothing half-done and
 * processes doing it at the same time do not meet: the first one's stays.
 *
 * @throws ToolchainError when it cannot be had or is not what the project pinned; nothing is installed then.
 */
export async function fetchTool(options: FetchOptions): Promise<Tool> {
  const release = options.release ?? RELEASE;
  const destination = home(release, options.env);
  const cache = cacheFolder(options.env);
  let scratch: string | undefined;
  try {
    await mkdir(cache, { recursive: true, mode: 0o700 });
    await chmod(cache, 0o700);
    await removeStaleScratch(cache);
    scratch = await mkdtemp(join(cache, SCRATCH));
    const expected = await publishedChecksum(release, options);
    const archive = join(scratch, "archive.tar.gz");
    await fetchArchive(archive, expected, release, options);
    const unpacked = await unpack(archive, scratch, release, options);
    await putInPlace(unpacked, destination);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw installYourself(
      `OpenTofu ${release.version} could not be fetched: ${why}${proxyHint(error, options.env)}`,
      error,
    );
  } finally {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  }
  const tool = await cachedTool(options);
  if (tool === undefined) throw installYourself(`OpenTofu was fetched to ${destination} but does not run there.`);
  return tool;
}

function home(release: Release, env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), `opentofu-${release.version}-${target()}`);
}

function program(): string {
  return process.platform === "win32" ? "tofu.exe" : "tofu";
}

/** The archive's checksum from the release's list, once the list is known to be the pinned one. */
async function publishedChecksum(release: Release, options: FetchOptions): Promise<string> {
  const url = releaseUrl(release, `tofu_${release.version}_SHA256SUMS`, options.env);
  const chunks: Uint8Array[] = [];
  const sink = (chunk: Uint8Array) => Promise.resolve(chunks.push(chunk));
  const sha256 = await download(url, { limit: SUMS_LIMIT, sink, signal: options.signal });
  if (sha256 !== release.sumsSha256) {
    throw new Error(`${url.href} is not the list of checksums this version of the kit knows (SHA-256 ${sha256}).`);
  }
  const name = archiveName(release, target());
  const lines = Buffer.concat(chunks).toString("utf8").split("\n");
  const checksum = lines
    .map((line) => /^([0-9a-f]{64}) [ *](\S+)$/.exec(line.trim()))
    .find((match) => match?.[2] === name);
  if (checksum?.[1] === undefined) throw new Error(`${url.href} lists no ${name}.`);
  return checksum[1];
}

async function fetchArchive(path: string, expected: string, release: Release, options: FetchOptions): Promise<void> {
  const url = releaseUrl(release, archiveName(release, target()), options.env);
  const file = await open(path, "wx", 0o600);
  try {
    const sink = (chunk: Uint8Array) => file.writeFile(chunk);
    const sha256 = await download(url, { limit: ARCHIVE_LIMIT, sink, signal: options.signal });
    if (sha256 !== expected) {
      throw new Error(`${url.href} has the wrong checksum: SHA-256 ${sha256}, published is ${expected}.`);
    }
  } finally {
    await file.close();
  }
}

/** Takes the one program out of the archive. @returns the folder it is in. */
async function unpack(archive: string, scratch: string, release: Release, options: FetchOptions): Promise<string> {
  const folder = join(scratch, "unpacked");
  await mkdir(folder, { mode: 0o700 });
  // -o: as root, tar would else keep the owner recorded in the archive.
  const args = ["-xzof", archive, "-C", folder, program()];
  await promisify(execFile)("tar", args, { env: options.env, signal: options.signal, windowsHide: true }).catch(
    (error: unknown) => {
      throw new Error("tar could not unpack it", { cause: error });
    },
  );
  const path = join(folder, program());
  if (!(await lstat(path)).isFile()) throw new Error(`${program()} in the archive is no file`);
  await chmod(path, 0o700);
  const tool = await inspectTool(path, options.env, options.signal);
  if (tool?.product !== "OpenTofu" || showVersion(tool.version) !== release.version) {
    throw new Error(`the program in the archive does not run here as OpenTofu ${release.version}`);
  }
  return folder;
}

async function putInPlace(folder: string, destination: string): Promise<void> {
  try {
    await rename(folder, destination);
  } catch (error) {
    // Another process may have been first; a folder left by a program that no longer runs is replaced.
    if (
      await stat(join(destination, program())).then(
        () => true,
        () => false,
      )
    )
      return;
    await rm(destination, { recursive: true, force: true });
    await rename(folder, destination).catch(() => {
      throw error;
    });
  }
}

/** What a killed process left behind; a day is longer than any download takes. */
async function removeStaleScratch(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(SCRATCH)) continue;
    const path = join(cache, name);
    const age =
      Date.now() -
      (await stat(path).then(
        (found) => found.mtimeMs,
        () => Date.now(),
      ));
    if (age > DAY) await rm(path, { recursive: true, force: true });
  }
}

/** Node's fetch takes no notice of proxy variables unless told to (from Node 24 on). */
function proxyHint(error: unknown, env: NodeJS.ProcessEnv): string {
  const behindProxy = (env.HTTPS_PROXY ?? env.https_proxy ?? "") !== "";
  return error instanceof DownloadError && behindProxy ? " HTTPS_PROXY is set, but this download does not use it." : "";
}
