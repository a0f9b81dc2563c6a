import type { WorkspaceData } from "./data";
import type { MetastoreRecord, OwnedSecurable, Securable } from "./records/securable";
import { denied } from "./errors";
import type { Caller } from "./principals";
import { EXTERNAL_USE_SCHEMA, includes, privilegeInSql, reaches } from "./privileges";

/** One privilege on one securable, as {@link Authorization.grantsOn} lists it. */
export interface Grant {
  readonly principal: string;
  readonly privilege: string;
  readonly on: Securable;
}

/** `Catalog 'c'`, `Schema 'c.s'`, `Table 'c.s.t'`: how messages name a securable. */
export function describe(securable: Securable, fullName: string): string {
  return `${securable.kind[0]?.toUpperCase()}${securable.kind.slice(1)} '${fullName}'`;
}

/**
 * Who may do what in Unity Catalog.
 *
 * A privilege is held by a grant on the securable or on one of its parents, to the caller or to one of its groups.
 * The owner holds all privileges on what it owns, but for EXTERNAL USE SCHEMA. The owner of a parent, and the metastore's owner, may manage
 * everything below and use the way to it, but not read it until they grant themselves that.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/
 */
export class Authorization {
  readonly #data: WorkspaceData;

  constructor(data: WorkspaceData) {
    this.#data = data;
  }

  get metastore(): MetastoreRecord {
    const { metastoreId, metastoreName } = this.#data.identity;
    return { kind: "metastore", id: metastoreId, name: metastoreName, owner: this.#data.metastoreOwner };
  }

  /** The securable and its parents, the metastore last. */
  lineage(securable: Securable): Securable[] {
    const chain: Securable[] = [securable];
    let at: Securable | undefined = securable;
    while (at && at.kind !== "metastore") {
      if (at.kind === "catalog") at = this.metastore;
      else if (at.kind === "schema") at = this.#data.catalogs.get(at.catalogId);
      else at = this.#data.schemas.get(at.schemaId);
      if (at) chain.push(at);
    }
    return chain;
  }

  fullName(securable: Securable): string {
    return this.lineage(securable)
      .filter((each) => each.kind !== "metastore" || securable.kind === "metastore")
      .map((each) => each.name)
      .reverse()
      .join(".");
  }

  /** Whether `caller` holds `privilege` on `securable`. */
  holds(caller: Caller, privilege: string, securable: Securable): boolean {
    const lineage = this.lineage(securable);
    if (privilege !== EXTERNAL_USE_SCHEMA && caller.identities.has(securable.owner)) return true;
    const management = privilege === "MANAGE" || privilege === "BROWSE" || privilege.startsWith("USE_");
    if (management && lineage.some((parent) => caller.identities.has(parent.owner))) return true;
    return lineage.some((each) => {
      for (const [principal, privileges] of this.#data.grants.get(each.id) ?? []) {
        if (!caller.identities.has(principal)) continue;
        for (const held of privileges) if (includes(held, privilege)) return true;
      }
      return false;
    });
  }

  /**
   * @throws ServiceError PERMISSION_DENIED naming the first privilege that is missing on the way to the securable:
   * USE CATALOG, then USE SCHEMA, then the privilege itself
   */
  require(caller: Caller, privilege: string, securable: Securable): void {
    for (const parent of this.lineage(securable).reverse()) {
      if (parent.kind === "catalog" && parent !== securable) this.#demand(caller, "USE_CATALOG", parent);
      if (parent.kind === "schema" && parent !== securable) this.#demand(caller, "USE_SCHEMA", parent);
    }
    this.#demand(caller, privilege, securable);
  }

  /** To change, drop or grant on a securable: its owner, a holder of MANAGE, or the owner of a parent. */
  requireManage(caller: Caller, securable: Securable): void {
    if (!this.holds(caller, "MANAGE", securable)) {
      throw denied(
        `User does not have MANAGE on ${describe(securable, this.fullName(securable))}, nor is it the owner.`,
      );
    }
  }

  #demand(caller: Caller, privilege: string, securable: Securable): void {
    if (!this.holds(caller, privilege, securable)) {
      throw denied(
        `User does not have ${privilegeInSql(privilege)} on ${describe(securable, this.fullName(securable))}.`,
      );
    }
  }

  /**
   * Whether lists show it: the caller holds something on it, something on a parent that reaches it (USE CATALOG alone
   * shows no schema, USE SCHEMA no table), or something on what is in it.
   */
  sees(caller: Caller, securable: OwnedSecurable): boolean {
    const holdsAny = (each: Securable, kind: Securable["kind"]): boolean => {
      if (caller.identities.has(each.owner)) return true;
      for (const [principal, privileges] of this.#data.grants.get(each.id) ?? []) {
        if (!caller.identities.has(principal)) continue;
        for (const privilege of privileges) if (reaches(privilege, kind)) return true;
      }
      return false;
    };
    return (
      this.lineage(securable).some((each) => holdsAny(each, securable.kind)) ||
      this.#childrenOf(securable).some((each) => holdsAny(each, each.kind))
    );
  }

  #childrenOf(securable: OwnedSecurable): OwnedSecurable[] {
    const { schemas, tables, volumes, functions } = this.#data;
    if (securable.kind !== "catalog" && securable.kind !== "schema") return [];
    const inside =
      securable.kind === "schema"
        ? [securable]
        : [...schemas.values()].filter((schema) => schema.catalogId === securable.id);
    const ids = new Set(inside.map((schema) => schema.id));
    const objects = [tables, volumes, functions].flatMap((records) => [...records.values()]);
    return [...inside, ...objects.filter((object) => ids.has(object.schemaId))];
  }

  /** Grants on the securable as made, and with `inherited` those of its parents that reach it. */
  grantsOn(securable: Securable, inherited = false): Grant[] {
    // What is granted on the metastore is for the metastore alone.
    const reaching = this.lineage(securable).filter((each) => each === securable || each.kind !== "metastore");
    return (inherited ? reaching : [securable]).flatMap((on) =>
      [...(this.#data.grants.get(on.id) ?? [])].flatMap(([principal, privileges]) =>
        [...privileges].sort().map((privilege) => ({ principal, privilege, on })),
      ),
    );
  }
}
