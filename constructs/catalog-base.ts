import { Construct, type IConstruct } from "constructs";
import type { Privilege } from "../lib/databricks/privilege";
import { Grant, grantRead } from "./grant";
import type { IServicePrincipal } from "./service-principal-base";

/** A catalog of Unity Catalog. */
export interface ICatalog extends IConstruct {
  /** Its name, in lower case. */
  readonly catalogName: string;
  /** Gives exactly these privileges on the catalog; a catalog's privileges hold for everything in it. */
  grant(principal: IServicePrincipal, ...privileges: readonly Privilege[]): Grant;
  /** Lets the principal pass through to what it may use inside: USE_CATALOG. */
  grantUse(principal: IServicePrincipal): Grant;
  /** Lets the principal read every table, now and later: USE_CATALOG, USE_SCHEMA, SELECT. */
  grantRead(principal: IServicePrincipal): Grant;
  /** Lets the principal create schemas, which it then owns: USE_CATALOG, CREATE_SCHEMA. */
  grantCreateSchema(principal: IServicePrincipal): Grant;
  /**
   * Says that something is made or changed in it, so that a plan fails where the catalog takes nothing, e.g. because
   * somebody else shares it. Everything here that writes says so; of no effect on a catalog that is known by name only.
   */
  expectWrites(): void;
}

/** The grants of every kind of catalog. */
export abstract class CatalogBase extends Construct implements ICatalog {
  abstract readonly catalogName: string;

  abstract expectWrites(): void;

  grant(principal: IServicePrincipal, ...privileges: readonly Privilege[]): Grant {
    if (privileges.some(isWriting)) this.expectWrites();
    return Grant.of(principal, { catalog: this.catalogName }).allow(...privileges);
  }

  grantUse(principal: IServicePrincipal): Grant {
    return this.grant(principal, "USE_CATALOG");
  }

  grantRead(principal: IServicePrincipal): Grant {
    return grantRead(principal, { catalog: this.catalogName });
  }

  grantCreateSchema(principal: IServicePrincipal): Grant {
    return this.grant(principal, "USE_CATALOG", "CREATE_SCHEMA");
  }
}

/** Whether a privilege is for making or changing something. */
export function isWriting(privilege: Privilege): boolean {
  return /^(CREATE|MODIFY|WRITE)/.test(privilege);
}
