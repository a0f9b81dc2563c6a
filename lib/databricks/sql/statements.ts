import { sqlName, type Privilege } from "../privilege";
import { kindOf, quotedName, quoteIdentifier, type Securable } from "../securable";

/** `CATALOG`, `SCHEMA` or `TABLE` and the quoted name. */
export function sqlObject(securable: Securable): string {
  return `${kindOf(securable).toUpperCase()} ${quotedName(securable)}`;
}

/** A string literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** The statement that gives a privilege; a service principal is named by its application id. */
export function grantStatement(privilege: Privilege, on: Securable, principal: string): string {
  return `GRANT ${sqlName(privilege)} ON ${sqlObject(on)} TO ${quoteIdentifier(principal)}`;
}

/** The statement that takes a privilege away. `privilege` may be one that the kit never grants. */
export function revokeStatement(privilege: string, on: Securable, principal: string): string {
  return `REVOKE ${privilege.replaceAll("_", " ")} ON ${sqlObject(on)} FROM ${quoteIdentifier(principal)}`;
}

/**
 * The statement that gives something to another owner.
 *
 * @param type of a table, as `information_schema.tables` has it
 */
export function ownerStatement(on: Securable, owner: string, type = ""): string {
  const object = type === "VIEW" ? `VIEW ${quotedName(on)}` : sqlObject(on);
  return `ALTER ${object} OWNER TO ${quoteIdentifier(owner)}`;
}
