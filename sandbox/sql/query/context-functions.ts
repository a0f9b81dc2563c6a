import type { Caller } from "../../state/principals";
import type { Workspace } from "../../state/workspace";
import type { ContextFunctions } from "./expressions";
import { SqlError } from "../errors";
import { dataOf, structOf, textLiteral } from "./tree";

/** Version of the service that `current_version()` and GetInfo answer. */
export const VERSION = { dbsql: "2025.35", runtime: "17.3" };

/** What statements can ask about where and as whom they run. */
export interface Place {
  readonly caller: Caller;
  readonly catalog: string;
  readonly schema: string;
}

/** Functions that answer with who and where the statement is. */
export function contextFunctions(workspace: Workspace, { caller, catalog, schema }: Place): ContextFunctions {
  const { cloud, region, metastoreId } = workspace.data.identity;
  const constants: Readonly<Record<string, string>> = {
    current_user: caller.name,
    session_user: caller.name,
    user: caller.name,
    current_catalog: catalog,
    current_schema: schema,
    current_database: schema,
    current_metastore: `${cloud}:${region}:${metastoreId}`,
    version: VERSION.runtime,
  };
  const isMember = (args: readonly unknown[]) => ({ boolean: { value: caller.identities.has(groupName(args[0])) } });
  return new Map<string, (args: readonly unknown[]) => unknown>([
    ...Object.entries(constants).map(([name, value]): [string, () => unknown] => [name, () => textLiteral(value)]),
    [
      "current_version",
      () =>
        structOf([
          ["dbr_version", textLiteral(VERSION.runtime)],
          ["dbsql_version", textLiteral(VERSION.dbsql)],
          ["u_build_hash", textLiteral("local")],
          ["r_build_hash", textLiteral("local")],
        ]),
    ],
    ["is_member", isMember],
    ["is_account_group_member", isMember],
  ]);
}

function groupName(argument: unknown): string {
  const literal = dataOf(argument, "literal");
  if (literal?.literal_type !== "string") {
    throw new SqlError(
      "UNSUPPORTED_FEATURE",
      "0A000",
      "The name of a group must be a string literal in this local workspace.",
    );
  }
  return String(literal.value);
}
