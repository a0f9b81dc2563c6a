import type { WorkspaceData } from "./data";
import type { PermissionLevel } from "./records/permission";
import type { Principal } from "./records/principal";
import { denied, invalid } from "./errors";
import type { Caller, Principals } from "./principals";

/** The object whose CAN_USE decides who may have personal access tokens. */
export const TOKENS = "/authorization/tokens";

export const warehouseObject = (id: string): string => `/sql/warehouses/${id}`;

export const clusterObject = (id: string): string => `/clusters/${id}`;

/** Kinds of objects with an access control list, as the API calls them. */
export type ObjectType = "warehouses" | "cluster" | "tokens";

/** Levels of each kind of object. Each includes those before it: who may monitor a warehouse may also use it. */
export const LEVELS: Readonly<Record<ObjectType, readonly PermissionLevel[]>> = {
  warehouses: ["CAN_VIEW", "CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"],
  cluster: ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"],
  tokens: ["CAN_USE", "CAN_MANAGE"],
};

function typeOf(object: string): ObjectType {
  if (object === TOKENS) return "tokens";
  return object.startsWith("/clusters/") ? "cluster" : "warehouses";
}

/** Whether a level of an object includes another. */
function covers(object: string, held: PermissionLevel, wanted: PermissionLevel): boolean {
  const order = LEVELS[typeOf(object)];
  return order.indexOf(held) >= order.indexOf(wanted);
}

/** One entry of an access control list as asked for: a principal's name and a level. */
export interface AccessEntry {
  readonly principal: string;
  readonly level: string;
}

/**
 * Access control lists of workspace objects: SQL warehouses, clusters and the right to use tokens. Members of `admins`
 * manage every object without being listed.
 *
 * @see https://docs.databricks.com/api/workspace/permissions
 */
export class AccessControl {
  readonly #data: WorkspaceData;
  readonly #principals: Principals;

  constructor(data: WorkspaceData, principals: Principals) {
    this.#data = data;
    this.#principals = principals;
  }

  /** Direct entries of an object. */
  entries(object: string): { principal: Principal; level: PermissionLevel }[] {
    return [...(this.#data.permissions.get(object) ?? [])].flatMap(([id, level]) => {
      const principal = this.#principals.find(id);
      return principal ? [{ principal, level }] : [];
    });
  }

  /** Whether the caller holds at least `level` on the object, itself or through a group. */
  allows(caller: Caller, object: string, level: PermissionLevel): boolean {
    if (caller.isAdmin) return true;
    return this.entries(object).some(
      ({ principal, level: held }) =>
        (principal.id === caller.id || (principal.kind === "group" && caller.identities.has(principal.displayName))) &&
        covers(object, held, level),
    );
  }

  require(caller: Caller, object: string, level: PermissionLevel, what: string): void {
    if (!this.allows(caller, object, level)) {
      throw denied(`${caller.name} does not have ${level} permission on ${what}.`);
    }
  }

  /** Replaces all direct entries; an entry given twice keeps its highest level. */
  replace(object: string, entries: readonly AccessEntry[]): void {
    const resolved = this.#resolve(object, entries);
    if (object === TOKENS) {
      // Admins cannot be locked out of tokens.
      const admins = this.#principals.findByName("admins");
      if (admins) resolved.set(admins.id, "CAN_MANAGE");
    } else if (typeOf(object) === "warehouses" && ownersIn(resolved).length === 0) {
      const owner = this.entries(object).find((entry) => entry.level === "IS_OWNER");
      if (!owner) throw invalid(`${object} with no existing owner must provide a new owner.`);
      resolved.set(owner.principal.id, "IS_OWNER");
    }
    this.#data.permissions.set(object, resolved);
  }

  /** Adds entries or changes the level of those given, and leaves everybody else's; a new owner displaces the old. */
  merge(object: string, entries: readonly AccessEntry[]): void {
    const resolved = this.#resolve(object, entries);
    const kept = new Map(this.#data.permissions.get(object));
    const [owner] = ownersIn(kept);
    const newOwner = ownersIn(resolved).length > 0;
    if (owner !== undefined && newOwner) kept.delete(owner);
    if (owner !== undefined && !newOwner && resolved.has(owner)) {
      throw invalid(`${object} must keep an owner; give IS_OWNER to another principal to replace it.`);
    }
    this.#data.permissions.set(object, new Map([...kept, ...resolved]));
  }

  #resolve(object: string, entries: readonly AccessEntry[]): Map<string, PermissionLevel> {
    const type = typeOf(object);
    const resolved = new Map<string, PermissionLevel>();
    for (const { principal: name, level: given } of entries) {
      const level = LEVELS[type].find((each) => each === given);
      if (!level) throw invalid(`Permission type ${given} is not defined for ${type}.`);
      const principal = this.#principals.findByName(name);
      if (!principal) throw invalid(`Principal: ${name} does not exist.`);
      if (level === "IS_OWNER" && principal.kind === "group") throw invalid("Groups can not be owners.");
      const held = resolved.get(principal.id);
      if (!held || covers(object, level, held)) resolved.set(principal.id, level);
    }
    if (ownersIn(resolved).length > 1) throw invalid("Only one principal can be the owner.");
    return resolved;
  }

  /** Forgets an object, or a principal's entries everywhere. */
  forgetObject(object: string): void {
    this.#data.permissions.delete(object);
  }

  forgetPrincipal(id: string): void {
    for (const entries of this.#data.permissions.values()) entries.delete(id);
  }
}

const ownersIn = (entries: ReadonlyMap<string, PermissionLevel>): string[] =>
  [...entries].filter(([, level]) => level === "IS_OWNER").map(([id]) => id);
