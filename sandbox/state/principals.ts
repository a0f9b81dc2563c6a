import type { WorkspaceData } from "./data";
import type { Entitlement, GroupRecord, Principal, ServicePrincipalRecord, UserRecord } from "./records/principal";
import { denied, exists, invalid, missing } from "./errors";
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

/** The person who set the workspace up: workspace admin and metastore admin, for as long as there is a workspace. */
export const ADMIN = "admin@sandbox.example";

const KEEP_ADMIN = `User ${ADMIN} set this workspace up: it cannot be removed, deactivated or taken out of admins.`;

const SYSTEM_GROUPS: ReadonlySet<string> = new Set(["admins", "users"]);

/** What may change on a principal. Absent keys stay; members are for groups, `active` for all others. */
export interface PrincipalPatch {
  readonly displayName?: string;
  readonly externalId?: string;
  readonly active?: boolean;
  readonly entitlements?: Entitlement[];
  readonly members?: string[];
}

/** Told after a principal is gone or has another name, so that what refers to it can follow. */
export interface PrincipalListener {
  removed(principal: Principal): void;
  renamed(from: string, to: string): void;
}

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
  readonly #listener: PrincipalListener;

  constructor(data: WorkspaceData, listener: PrincipalListener) {
    this.#data = data;
    this.#listener = listener;
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
    if (!/^[^\s@]+@[^\s@]+$/.test(userName)) throw invalid(`User name ${userName} is not an email address.`);
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
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(applicationId)) {
      throw invalid(`Application ID ${applicationId} is not a UUID.`);
    }
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
    this.#requireFreeGroupName(input.displayName);
    this.#requireMembers(input.members ?? []);
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

  #requireFreeGroupName(name: string): void {
    if (!name) throw invalid("Group displayName must not be empty.");
    if (name === ACCOUNT_USERS || this.findByName(name)) throw exists(`Group with name ${name} already exists.`);
  }

  #requireMembers(ids: readonly string[]): void {
    const unknown = ids.find((id) => !this.#data.principals.has(id));
    if (unknown !== undefined) throw invalid(`Member with id ${unknown} does not exist.`);
  }

  /** All of the patch or nothing. */
  update(principal: Principal, patch: PrincipalPatch): void {
    const { displayName, externalId, active, entitlements, members } = patch;
    const renamed = displayName !== undefined && displayName !== principal.displayName;
    if (principal.kind === "group") {
      if (renamed && SYSTEM_GROUPS.has(principal.displayName)) {
        throw denied(`System group ${principal.displayName} cannot be renamed.`);
      }
      if (renamed) this.#requireFreeGroupName(displayName);
      if (members !== undefined) this.#requireMembership(principal, members);
    } else if (active === false && nameOf(principal) === ADMIN) throw denied(KEEP_ADMIN);

    const from = principal.displayName;
    if (displayName !== undefined) principal.displayName = displayName;
    if (externalId !== undefined) principal.externalId = externalId || undefined;
    if (entitlements !== undefined) principal.entitlements = [...new Set(entitlements)];
    if (principal.kind !== "group") principal.active = active ?? principal.active;
    else {
      if (members !== undefined) principal.members = [...new Set(members)];
      if (renamed) this.#listener.renamed(from, displayName);
    }
  }

  #requireMembership(group: GroupRecord, members: readonly string[]): void {
    const same = members.length === group.members.length && members.every((id) => group.members.includes(id));
    if (same) return;
    if (group.displayName === "users") throw denied("Members of system group users cannot be changed.");
    this.#requireMembers(members);
    const admin = this.findByName(ADMIN)?.id;
    if (group.displayName === "admins" && admin !== undefined && !members.includes(admin)) throw denied(KEEP_ADMIN);
    const above = this.groupsOf(group);
    const cycle = members
      .map((id) => this.find(id))
      .find((each) => each === group || (each && above.has(nameOf(each))));
    if (cycle) throw invalid(`Group ${nameOf(cycle)} cannot be a member of ${group.displayName}, which is in it.`);
  }

  remove(principal: Principal): void {
    if (principal.kind === "group" && SYSTEM_GROUPS.has(principal.displayName)) {
      throw denied(`System group ${principal.displayName} cannot be deleted.`);
    }
    if (nameOf(principal) === ADMIN) throw denied(KEEP_ADMIN);
    this.#data.principals.delete(principal.id);
    for (const group of this.all("group")) group.members = group.members.filter((id) => id !== principal.id);
    this.#listener.removed(principal);
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
