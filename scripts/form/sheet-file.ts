import { closeSync, openSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { SHEET_MARK } from "../../lib/forms/sheet/sheet";
import { UsageError } from "../../lib/report/errors";

/** The mark of a sheet stands in the first bytes of the file. */
const HEAD = 4096;

/**
 * Refuses a file that is no hand-off sheet, so that nothing else is done in vain.
 *
 * @throws UsageError when there is something else at `path`
 */
export function refuseForeignFile(path: string): void {
  const head = headOf(path);
  if (head === undefined || head.includes(SHEET_MARK)) return;
  throw new UsageError(`${path} exists already and is no hand-off sheet.`, [
    "It was left as it is. Choose another --out, or remove that one first.",
  ]);
}

/**
 * Writes a sheet, readable for everybody since there is no secret in it; an older sheet is replaced, whole or not at all.
 *
 * @throws UsageError when there is something else at `path`, or the folder cannot be written to
 */
export function writeSheet(path: string, sheet: string): void {
  refuseForeignFile(path);
  const isNew = headOf(path) === undefined;
  const target = isNew ? path : `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(target, sheet, { flag: "wx", mode: 0o644 });
    if (!isNew) renameSync(target, path);
  } catch (cause) {
    if (!isNew) rmSync(target, { force: true });
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`--out ${path} cannot be written (${code}).`, [], { cause });
  }
}

/** Undefined when there is nothing at `path`; empty when it is no file. */
function headOf(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "";
  }
  try {
    const bytes = Buffer.alloc(HEAD);
    return bytes.toString("utf8", 0, readSync(file, bytes, 0, HEAD, 0));
  } catch {
    return "";
  } finally {
    closeSync(file);
  }
}
