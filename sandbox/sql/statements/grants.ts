import type { Securable } from "../../state/records/securable";
import { privilegeInSql } from "../../state/privileges";
import type { GrantStatement, SecurableName, ShowGrantsStatement } from "../parser/statement";
import { type Result, nothing, rows, strings } from "../results/result";
import { type StatementContext, schemaName, tableName } from "./context";

/** The securable that a statement names. */
export function securableOf(context: StatementContext, { kind, name }: SecurableName): Securable {
  const { unityCatalog } = context.workspace;
  switch (kind) {
    case "metastore":
      return unityCatalog.authorization.metastore;
    case "catalog":
      return unityCatalog.catalog(context.caller, name[0] ?? "");
    case "schema":
      return unityCatalog.schema(context.caller, ...schemaName(context, name));
    case "table":
      return unityCatalog.table(context.caller, ...tableName(context, name));
    case "volume":
      return unityCatalog.volumes.get(context.caller, ...tableName(context, name));
    case "function":
      return unityCatalog.functions.get(context.caller, ...tableName(context, name));
  }
}

/** `GRANT`, `REVOKE` */
export function changeGrants(context: StatementContext, statement: GrantStatement): Promise<Result> {
  const { kind, principal, privileges, on } = statement;
  const change = kind === "grant" ? { principal, add: privileges } : { principal, remove: privileges };
  context.workspace.unityCatalog.grants.change(context.caller, securableOf(context, on), [change]);
  return Promise.resolve(nothing());
}

/** `SHOW GRANTS`: everything that reaches the securable for whoever manages it, for others what is theirs. */
export function showGrants(context: StatementContext, { principal, on }: ShowGrantsStatement): Promise<Result> {
  const { caller } = context;
  const { authorization } = context.workspace.unityCatalog;
  const securable = securableOf(context, on);
  const all = authorization.holds(caller, "MANAGE", securable);
  const grants = authorization
    .grantsOn(securable, true)
    .filter((grant) => all || caller.identities.has(grant.principal))
    .filter((grant) => principal === undefined || grant.principal === principal);
  return Promise.resolve(
    rows(
      strings("Principal", "ActionType", "ObjectType", "ObjectKey"),
      grants.map((grant) => [
        grant.principal,
        privilegeInSql(grant.privilege),
        grant.on.kind.toUpperCase(),
        authorization.fullName(grant.on),
      ]),
    ),
  );
}
