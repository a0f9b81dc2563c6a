import type { Entitlement, GroupRecord, Principal, ServicePrincipalRecord, UserRecord, WorkspaceData } from "./data";
import { ServiceError, denied, exists, missing } from "./errors";
import { newNumericId, newUuid } from "./identifiers";

/** Who a request runs as: the principal its token belongs to, with the groups it is in at this moment. */
export interface Caller {
  readonly id: string;
  /** User name or application id: the name that grants and `current_user()` use. */
  readonly name: string;
  readonly kind: "user" | "servicePrincipal";
  /** Its own name and the names of all its groups, nested and built-in ones included. */
  readonly identities: ReadonlySet<string>;
  /** Member of the workspace's `admins`. */
  readonly isAdmin: boolean;
}

/** Account-level group of everybody, which workspaces use in Unity Catalog grants. */
export const ACCOUNT_USERS = "account users";

/** The name by which grants, owners and access control entries refer to a principal. */
export function nameOf(principal: Principal): string {
  switch (principal.kind) {
    case "user":
      return principal.userName;
    case "servicePrincipal":
      return principal.applicationId;
    case "group":
      return principal.displayName;
  }
}

/** Users, service principals and groups of the workspace. */
export class Principals {
  readonly #data: WorkspaceData;
  readonly #onRemove: (principal: Principal) => void;

  /** @param onRemove called after a principal is gone, to take its credentials and permissions with it */
  constructor(data: WorkspaceData, onRemove: (principal: Principal) => void) {
    this.#data = data;
    this.#onRemove = onRemove;
  }

  all<K extends Principal["kind"]>(kind: K): Extract<Principal, { kind: K }>[] {
    return [...this.#data.principals.values()].filter(
      (principal): principal is Extract<Principal, { kind: K }> => principal.kind === kind,
    );
  }

  find(id: string): Principal | undefined {
    return this.#data.principals.get(id);
  }

  /** @throws ServiceError RESOURCE_DOES_NOT_EXIST */
  get<K extends Principal["kind"]>(kind: K, id: string): Extract<Principal, { kind: K }> {
    const principal = this.#data.principals.get(id);
    if (principal?.kind !== kind) {
      const label = { user: "User", servicePrincipal: "Service principal", group: "Group" }[kind];
      throw missing(`${label} with id ${id} not found.`);
    }
    return principal as Extract<Principal, { kind: K }>;
  }

  findByName(name: string): Principal | undefined {
    for (const principal of this.#data.principals.values()) if (nameOf(principal) === name) return principal;
    return undefined;
  }

  /** Whether a grant may name it. */
  isGrantee(name: string): boolean {
    return name === ACCOUNT_USERS || this.findByName(name) !== undefined;
  }

  addUser(userName: string, displayName: string): UserRecord {
    if (this.findByName(userName)) throw exists(`User with username ${userName} already exists.`);
    return this.#add({ kind: "user", id: newNumericId(), userName, displayName, active: true, entitlements: [] });
  }

  addServicePrincipal(input: {
    displayName: string;
    applicationId?: string;
    externalId?: string;
    active?: boolean;
    entitlements?: Entitlement[];
  }): ServicePrincipalRecord {
    const applicationId = input.applicationId || newUuid();
    if (this.findByName(applicationId)) {
      throw exists(`Service principal with application ID ${applicationId} already exists.`);
    }
    return this.#add({
      kind: "servicePrincipal",
      id: newNumericId(),
      applicationId,
      displayName: input.displayName,
      externalId: input.externalId,
      active: input.active ?? true,
      entitlements: input.entitlements ?? [],
    });
  }

  addGroup(input: {
    displayName: string;
    externalId?: string;
    members?: string[];
    entitlements?: Entitlement[];
  }): GroupRecord {
    if (!input.displayName) throw new ServiceError("INVALID_PARAMETER_VALUE", "Group displayName must not be empty.");
    if (input.displayName === ACCOUNT_USERS || this.findByName(input.displayName)) {
      throw exists(`Group with name ${input.displayName} already exists.`);
    }
    return this.#add({
      kind: "group",
      id: newNumericId(),
      displayName: input.displayName,
      externalId: input.externalId,
      members: input.members ?? [],
      entitlements: input.entitlements ?? [],
    });
  }

  #add<P extends Principal>(principal: P): P {
    this.#data.principals.set(principal.id, principal);
    return principal;
  }

  remove(principal: Principal): void {
    if (principal.kind === "group" && (principal.displayName === "admins" || principal.displayName === "users")) {
      throw denied(`System group ${principal.displayName} cannot be deleted.`);
    }
    this.#data.principals.delete(principal.id);
    for (const group of this.all("group")) group.members = group.members.filter((id) => id !== principal.id);
    this.#onRemove(principal);
  }

  /** Names of the groups a principal is in, directly or through other groups, `users` and `account users` included. */
  groupsOf(principal: Principal): Set<string> {
    const names = new Set<string>();
    const pending = [principal.id];
    const groups = this.all("group");
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      for (const group of groups) {
        if (group.members.includes(id) && !names.has(group.displayName)) {
          names.add(group.displayName);
          pending.push(group.id);
        }
      }
    }
    if (principal.kind !== "group") {
      names.add("users");
      names.add(ACCOUNT_USERS);
    }
    return names;
  }

  entitlementsOf(principal: Principal): Set<Entitlement> {
    const groups = this.groupsOf(principal);
    const inherited = this.all("group").filter((group) => groups.has(group.displayName));
    return new Set([principal, ...inherited].flatMap((holder) => holder.entitlements));
  }

  asCaller(principal: UserRecord | ServicePrincipalRecord): Caller {
    const groups = this.groupsOf(principal);
    const name = nameOf(principal);
    return {
      id: principal.id,
      name,
      kind: principal.kind,
      identities: new Set([name, ...groups]),
      isAdmin: groups.has("admins"),
    };
  }
}
