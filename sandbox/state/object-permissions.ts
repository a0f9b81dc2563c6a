import { type AccessControl, type AccessEntry, TOKENS, warehouseObject } from "./access-control";
import type { Credentials } from "./credentials";
import type { PermissionLevel, Principal } from "./data";
import { type Caller, type Principals, nameOf } from "./principals";
import type { Warehouses } from "./warehouses";

/** A workspace object with an access control list of its own. */
export interface PermissionObject {
  readonly type: "warehouses" | "tokens";
  /** e.g. `/sql/warehouses/<id>`. */
  readonly path: string;
  /** Of a warehouse. */
  readonly id?: string;
}

export const tokensObject: PermissionObject = { type: "tokens", path: TOKENS };

export const warehousesObject = (id: string): PermissionObject => ({
  type: "warehouses",
  path: warehouseObject(id),
  id,
});

/** What one principal may do with an object, and from where it has that. */
export interface PermissionEntry {
  readonly principal: Principal;
  readonly name: string;
  readonly held: { readonly level: PermissionLevel; readonly inheritedFrom?: string }[];
}

const LEVELS: Readonly<Record<PermissionObject["type"], readonly [PermissionLevel, string][]>> = {
  warehouses: [
    ["CAN_VIEW", "Can view the SQL warehouse"],
    ["CAN_USE", "Can use the SQL warehouse"],
    ["CAN_MONITOR", "Can monitor the SQL warehouse"],
    ["CAN_MANAGE", "Can manage the SQL warehouse"],
    ["IS_OWNER", "Is owner of the SQL warehouse"],
  ],
  tokens: [
    ["CAN_USE", "Can use tokens"],
    ["CAN_MANAGE", "Can manage tokens"],
  ],
};

/** Reading and changing access control lists, by whoever may manage the object. */
export class ObjectPermissions {
  readonly #access: AccessControl;
  readonly #credentials: Credentials;
  readonly #warehouses: Warehouses;
  readonly #principals: Principals;

  constructor(access: AccessControl, credentials: Credentials, warehouses: Warehouses, principals: Principals) {
    this.#access = access;
    this.#credentials = credentials;
    this.#warehouses = warehouses;
    this.#principals = principals;
  }

  /** Direct entries; on warehouses, what `admins` inherit too. */
  list(caller: Caller, object: PermissionObject): PermissionEntry[] {
    this.#requireManage(caller, object);
    return this.#list(object);
  }

  #list(object: PermissionObject): PermissionEntry[] {
    const entries = this.#access
      .entries(object.path)
      .map(({ principal, level }): PermissionEntry => ({ principal, name: nameOf(principal), held: [{ level }] }));
    const admins = this.#principals.findByName("admins");
    if (object.type === "warehouses" && admins) {
      const inherited = { level: "CAN_MANAGE" as const, inheritedFrom: "/sql/warehouses/" };
      const direct = entries.find((entry) => entry.principal === admins);
      if (direct) direct.held.push(inherited);
      else entries.push({ principal: admins, name: nameOf(admins), held: [inherited] });
    }
    return entries;
  }

  /**
   * Replaces the direct entries. Whoever loses the use of tokens loses the tokens.
   *
   * @returns the list as it is then, also to a caller who may not see it any more
   */
  replace(caller: Caller, object: PermissionObject, entries: readonly AccessEntry[]): PermissionEntry[] {
    this.#requireManage(caller, object);
    this.#access.replace(object.path, entries);
    this.#credentials.revokeUnusableTokens();
    return this.#list(object);
  }

  /** Adds to the direct entries, or changes the level of those given; otherwise as {@link replace}. */
  merge(caller: Caller, object: PermissionObject, entries: readonly AccessEntry[]): PermissionEntry[] {
    this.#requireManage(caller, object);
    this.#access.merge(object.path, entries);
    this.#credentials.revokeUnusableTokens();
    return this.#list(object);
  }

  /** Levels that can be given on the object, each with its description. */
  levels(caller: Caller, object: PermissionObject): readonly [PermissionLevel, string][] {
    this.#requireManage(caller, object);
    return LEVELS[object.type];
  }

  #requireManage(caller: Caller, { path, id }: PermissionObject): void {
    if (id !== undefined) this.#warehouses.get(caller, id);
    this.#access.require(caller, path, "CAN_MANAGE", id === undefined ? "tokens" : `warehouse ${id}`);
  }
}
