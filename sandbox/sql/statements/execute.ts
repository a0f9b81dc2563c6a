import { parse } from "../parser/parse";
import type { Statement } from "../parser/statement";
import type { Result } from "../results/result";
import { alter } from "./alter";
import { copyInto } from "./copy-into";
import type { StatementContext } from "./context";
import { createCatalog, createSchema } from "./create-namespace";
import { createTable } from "./create-table";
import { createView } from "./create-view";
import { describe } from "./describe";
import { drop, truncate } from "./drop";
import { list } from "./files";
import { createFunction } from "./function";
import { changeGrants, showGrants } from "./grants";
import { createMaterializedView, refresh } from "./materialized-view";
import { query } from "./query";
import { set, use } from "./session";
import { show } from "./show";
import { createVolume } from "./volume";

/**
 * Runs one statement as its caller, after everything it needs has been authorised.
 *
 * @throws SqlError, ServiceError, or an Error of DuckDB
 */
export function execute(source: string, context: StatementContext): Promise<Result> {
  const named = new Map(context.parameters.map(({ name, value }) => [name, value ?? undefined]));
  return run(
    parse(source, (name) => named.get(name)),
    context,
  );
}

function run(statement: Statement, context: StatementContext): Promise<Result> {
  switch (statement.kind) {
    case "query":
      return query(context, statement);
    case "show":
      return show(context, statement);
    case "showGrants":
      return showGrants(context, statement);
    case "describe":
      return describe(context, statement);
    case "createCatalog":
      return createCatalog(context, statement);
    case "createSchema":
      return createSchema(context, statement);
    case "createTable":
      return createTable(context, statement);
    case "createView":
      return createView(context, statement);
    case "createMaterializedView":
      return createMaterializedView(context, statement);
    case "createVolume":
      return createVolume(context, statement);
    case "createFunction":
      return createFunction(context, statement);
    case "refresh":
      return refresh(context, statement);
    case "list":
      return list(context, statement);
    case "copy":
      return copyInto(context, statement);
    case "drop":
      return drop(context, statement);
    case "truncate":
      return truncate(context, statement);
    case "alter":
      return alter(context, statement);
    case "grant":
    case "revoke":
      return changeGrants(context, statement);
    case "use":
      return use(context, statement);
    case "set":
    case "reset":
      return set(context, statement);
  }
}
