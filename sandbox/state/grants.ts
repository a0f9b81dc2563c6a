import type { Authorization } from "./authorization";
import type { WorkspaceData } from "./data";
import type { CatalogRecord } from "./records/catalog";
import type { Securable } from "./records/securable";
import { ServiceError, denied, invalid } from "./errors";
import type { Caller, Principals } from "./principals";
import { EXTERNAL_USE_SCHEMA, grantable, privilegeInSql, readsOnly } from "./privileges";

/** What to add and remove for one principal. Privileges in any spelling. */
export interface GrantChange {
  readonly principal: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** GRANT and REVOKE, by whoever may manage the securable. Principals are kept byte for byte as given. */
export class Grants {
  readonly #data: WorkspaceData;
  readonly #authorization: Authorization;
  readonly #principals: Principals;

  constructor(data: WorkspaceData, authorization: Authorization, principals: Principals) {
    this.#data = data;
    this.#authorization = authorization;
    this.#principals = principals;
  }

  /** All changes or none; adding what is held and removing what is not are no errors. */
  change(caller: Caller, securable: Securable, changes: readonly GrantChange[]): void {
    if (securable.kind === "metastore") {
      if (!caller.identities.has(securable.owner)) throw denied("User is not a metastore admin.");
    } else {
      this.#authorization.requireManage(caller, securable);
    }
    const checked = changes.map(({ principal, add = [], remove = [] }) => {
      // Somebody who is gone can still be revoked from.
      if (add.length > 0 && !this.#principals.isGrantee(principal)) {
        throw new ServiceError("RESOURCE_DOES_NOT_EXIST", `Could not find principal with name ${principal}.`);
      }
      return {
        principal,
        add: add.map((name) => grantable(name, securable.kind)),
        remove: remove.map((name) => grantable(name, securable.kind)),
      };
    });
    const added = checked.flatMap(({ add }) => add);
    this.#requireApplicable(securable, added);
    if (added.includes(EXTERNAL_USE_SCHEMA)) this.#requireCatalogOwner(caller, securable);
    const held = this.#data.grants.get(securable.id) ?? new Map<string, Set<string>>();
    for (const { principal, add, remove } of checked) {
      const privileges = held.get(principal) ?? new Set();
      remove.forEach((privilege) => privileges.delete(privilege));
      add.forEach((privilege) => privileges.add(privilege));
      if (privileges.size > 0) held.set(principal, privileges);
      else held.delete(principal);
    }
    if (held.size > 0) this.#data.grants.set(securable.id, held);
    else this.#data.grants.delete(securable.id);
  }

  #catalogOf(securable: Securable): CatalogRecord | undefined {
    return this.#authorization.lineage(securable).find((each) => each.kind === "catalog");
  }

  /** What can only be read has no privileges to write. */
  #requireApplicable(securable: Securable, privileges: readonly string[]): void {
    const catalog = this.#catalogOf(securable);
    const wrong = privileges.find((privilege) => !readsOnly(privilege));
    if (catalog && catalog.catalogType !== "MANAGED_CATALOG" && wrong !== undefined) {
      throw invalid(
        `Privilege ${privilegeInSql(wrong)} is not applicable to this entity type: catalog '${catalog.name}' is a ` +
          `${catalog.catalogType}.`,
      );
    }
  }

  /** Data may leave Databricks only where the owner of the whole catalog wants it. */
  #requireCatalogOwner(caller: Caller, securable: Securable): void {
    const catalog = this.#catalogOf(securable);
    if (!catalog || !caller.identities.has(catalog.owner)) {
      throw denied("EXTERNAL USE SCHEMA can be granted by the owner of the parent catalog only.");
    }
  }

  /** What a removed principal held is gone: a later one of the same name must not find it. */
  forgetPrincipal(name: string): void {
    for (const [id, held] of this.#data.grants) {
      if (held.delete(name) && held.size === 0) this.#data.grants.delete(id);
    }
  }

  /** Grants and ownership stay with a principal whose name changes. */
  renamePrincipal(from: string, to: string): void {
    const { grants, catalogs, schemas, tables, volumes, functions } = this.#data;
    for (const held of grants.values()) {
      const privileges = held.get(from);
      if (privileges) held.set(to, privileges);
      held.delete(from);
    }
    for (const records of [catalogs, schemas, tables, volumes, functions]) {
      for (const record of records.values()) if (record.owner === from) record.owner = to;
    }
    if (this.#data.metastoreOwner === from) this.#data.metastoreOwner = to;
  }
}
