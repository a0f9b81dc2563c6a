import type { ListStatement } from "../parser/statement";
import { type Result, rows, strings } from "../results/result";
import type { StatementContext } from "./context";

/** `LIST`: what is in a directory of a volume. */
export async function list({ workspace, caller }: StatementContext, { path, limit }: ListStatement): Promise<Result> {
  const found = await workspace.files.list(caller, path);
  return rows(
    [
      ...strings("path", "name"),
      { name: "size", type: { kind: "bigint" } },
      { name: "modification_time", type: { kind: "timestamp" } },
    ],
    found.slice(0, limit).map((file) => {
      const slash = file.isDirectory ? "/" : "";
      return [file.path + slash, file.name + slash, BigInt(file.size), BigInt(file.modifiedAt) * 1000n];
    }),
  );
}
