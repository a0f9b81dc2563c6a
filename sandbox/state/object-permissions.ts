import {
  type AccessControl,
  type AccessEntry,
  LEVELS,
  type ObjectType,
  TOKENS,
  clusterObject,
  warehouseObject,
} from "./access-control";
import type { Clusters } from "./clusters";
import type { Credentials } from "./credentials";
import type { PermissionLevel } from "./records/permission";
import type { Principal } from "./records/principal";
import { type Caller, type Principals, nameOf } from "./principals";
import type { Warehouses } from "./warehouses";

/** A workspace object with an access control list of its own. */
export interface PermissionObject {
  readonly type: ObjectType;
  /** e.g. `/sql/warehouses/<id>`. */
  readonly path: string;
  /** Of a warehouse or cluster. */
  readonly id?: string;
}

export const tokensObject: PermissionObject = { type: "tokens", path: TOKENS };

export const warehousesObject = (id: string): PermissionObject => ({
  type: "warehouses",
  path: warehouseObject(id),
  id,
});

export const clustersObject = (id: string): PermissionObject => ({ type: "cluster", path: clusterObject(id), id });

/** What one principal may do with an object, and from where it has that. */
export interface PermissionEntry {
  readonly principal: Principal;
  readonly name: string;
  readonly held: { readonly level: PermissionLevel; readonly inheritedFrom?: string }[];
}

/** What messages call objects of each type; `parent` is from where `admins` have CAN_MANAGE, if not directly. */
const TYPES: Readonly<Record<ObjectType, { readonly noun: string; readonly parent?: string }>> = {
  warehouses: { noun: "warehouse", parent: "/sql/warehouses/" },
  cluster: { noun: "cluster", parent: "/clusters/" },
  tokens: { noun: "tokens" },
};

const ABILITIES: Readonly<Record<PermissionLevel, string>> = {
  CAN_VIEW: "Can view",
  CAN_USE: "Can use",
  CAN_MONITOR: "Can monitor",
  CAN_ATTACH_TO: "Can attach to",
  CAN_RESTART: "Can start, restart and terminate",
  CAN_MANAGE: "Can manage",
  IS_OWNER: "Is owner of",
};

/** Reading and changing access control lists, by whoever may manage the object. */
export class ObjectPermissions {
  readonly #access: AccessControl;
  readonly #credentials: Credentials;
  readonly #warehouses: Warehouses;
  readonly #clusters: Clusters;
  readonly #principals: Principals;

  constructor(
    access: AccessControl,
    credentials: Credentials,
    warehouses: Warehouses,
    clusters: Clusters,
    principals: Principals,
  ) {
    this.#access = access;
    this.#credentials = credentials;
    this.#warehouses = warehouses;
    this.#clusters = clusters;
    this.#principals = principals;
  }

  /** Direct entries; on warehouses and clusters, what `admins` inherit too. */
  list(caller: Caller, object: PermissionObject): PermissionEntry[] {
    this.#requireManage(caller, object);
    return this.#list(object);
  }

  #list(object: PermissionObject): PermissionEntry[] {
    const entries = this.#access
      .entries(object.path)
      .map(({ principal, level }): PermissionEntry => ({ principal, name: nameOf(principal), held: [{ level }] }));
    const admins = this.#principals.findByName("admins");
    const { parent } = TYPES[object.type];
    if (parent !== undefined && admins) {
      const inherited = { level: "CAN_MANAGE" as const, inheritedFrom: parent };
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
  levels(caller: Caller, object: PermissionObject): [PermissionLevel, string][] {
    this.#requireManage(caller, object);
    const what = `${object.id === undefined ? "" : "the "}${TYPES[object.type].noun}`;
    return LEVELS[object.type].map((level) => [level, `${ABILITIES[level]} ${what}`]);
  }

  #requireManage(caller: Caller, { type, path, id = "" }: PermissionObject): void {
    if (type === "warehouses") this.#warehouses.get(caller, id);
    if (type === "cluster") this.#clusters.get(caller, id);
    this.#access.require(caller, path, "CAN_MANAGE", `${TYPES[type].noun} ${id}`.trim());
  }
}
