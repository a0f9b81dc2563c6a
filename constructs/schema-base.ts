import { Construct, type IConstruct } from "constructs";
import type { Privilege } from "../lib/databricks/privilege";
import { isWriting, type ICatalog } from "./catalog-base";
import { Grant, grantRead } from "./grant";
import type { IServicePrincipal } from "./service-principal-base";

/** A schema of Unity Catalog. */
export interface ISchema extends IConstruct {
  /** Its name without the catalog, in lower case. */
  readonly schemaName: string;
  /** The catalog it is in. */
  readonly catalog: ICatalog;
  /** Gives exactly these privileges on the schema; they hold for everything in it. */
  grant(principal: IServicePrincipal, ...privileges: readonly Privilege[]): Grant;
  /** Lets the principal pass through to what it may use inside: USE_CATALOG on the catalog, USE_SCHEMA. */
  grantUse(principal: IServicePrincipal): Grant;
  /** Lets the principal read every table, now and later: USE_CATALOG on the catalog, USE_SCHEMA, SELECT. */
  grantRead(principal: IServicePrincipal): Grant;
  /**
   * Lets the principal create tables, which it then owns and may write to: USE_CATALOG on the catalog, USE_SCHEMA,
   * CREATE_TABLE.
   */
  grantCreateTable(principal: IServicePrincipal): Grant;
}

/** The grants of every kind of schema. */
export abstract class SchemaBase extends Construct implements ISchema {
  abstract readonly schemaName: string;
  abstract readonly catalog: ICatalog;

  grant(principal: IServicePrincipal, ...privileges: readonly Privilege[]): Grant {
    if (privileges.some(isWriting)) this.catalog.expectWrites();
    return Grant.of(principal, { catalog: this.catalog.catalogName, schema: this.schemaName }).allow(...privileges);
  }

  grantUse(principal: IServicePrincipal): Grant {
    this.catalog.grantUse(principal);
    return this.grant(principal, "USE_SCHEMA");
  }

  grantRead(principal: IServicePrincipal): Grant {
    return grantRead(principal, { catalog: this.catalog.catalogName, schema: this.schemaName });
  }

  grantCreateTable(principal: IServicePrincipal): Grant {
    this.grantUse(principal);
    return this.grant(principal, "CREATE_TABLE");
  }
}
