import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The sandbox's folder: certificates, and with a kept one the workspace's data. Owned by one process at a time. */
export interface Folder {
  readonly path: string;
  /** Whether the folder outlives the sandbox. */
  readonly kept: boolean;
  /** Gives the folder free; a temporary one is removed. */
  release(): void;
}

/**
 * Takes `path`, made if need be, or a temporary folder when there is none.
 *
 * @throws Error with code EBUSY when another running sandbox has it
 */
export function takeFolder(path?: string): Folder {
  if (path === undefined) {
    const temporary = mkdtempSync(join(tmpdir(), "dbx-"));
    return { path: temporary, kept: false, release: () => rmSync(temporary, { recursive: true, force: true }) };
  }
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const lock = join(folder, "sandbox.pid");
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx", mode: 0o600 });
      return { path: folder, kept: true, release: () => rmSync(lock, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        rmSync(lock, { force: true });
        throw error;
      }
      const holder = Number(readFileSync(lock, "utf8"));
      if (isRunning(holder)) {
        throw Object.assign(
          new Error(`${folder} is in use by the sandbox of process ${holder}; stop it, or use another folder`),
          { code: "EBUSY" },
        );
      }
      // Left by a sandbox that was killed.
      rmSync(lock, { force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
