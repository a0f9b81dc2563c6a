import { Schema as DatabricksSchema } from "@cdktf/provider-databricks/lib/schema";
import { Construct, type IConstruct } from "constructs";
import type { Privilege } from "../workspace/privilege";
import type { ICatalog } from "./catalog";
import { Grant, grantRead } from "./grant";
import type { IServicePrincipal } from "./service-principal";
import { StackSecurables } from "./stack-securables";
import { foldName, nameProblem, refuse, storageProblem } from "./validation";

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

/** Properties of {@link Schema}. */
export interface SchemaProps {
  /** The catalog to create it in. */
  readonly catalog: ICatalog;
  /** Name without the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
  /**
   * Cloud path for managed data, inside an external location.
   *
   * @default - the catalog's
   */
  readonly storageRoot?: string;
  /** @default - no comment */
  readonly comment?: string;
  /**
   * Group, user or application id that owns it.
   *
   * @default - the identity that deploys
   */
  readonly owner?: string;
}

/**
 * A schema that the stack creates: the place of tables, views and volumes inside a catalog.
 *
 * It is deleted only when it is empty (`force_destroy` is false); a changed name is a new schema and the deletion of
 * the old one, which Databricks refuses unless it is empty.
 *
 * @see https://docs.databricks.com/aws/en/schemas/
 */
export class Schema extends Construct implements ISchema {
  readonly schemaName: string;
  readonly catalog: ICatalog;

  /** @throws Error when a value is not allowed, or when the stack creates this schema already */
  constructor(scope: Construct, id: string, props: SchemaProps) {
    super(scope, id);
    refuse(`schema ${this.node.path}`, [
      nameProblem("name", props.name),
      storageProblem("storageRoot", props.storageRoot),
      foldName(props.name) === "information_schema" &&
        "name is information_schema, which every catalog has already; choose another name",
    ]);
    this.schemaName = foldName(props.name);
    this.catalog = props.catalog;
    const securables = StackSecurables.of(this);
    const catalogResource = securables.creatorOf({ catalog: props.catalog.catalogName });
    const resource = new DatabricksSchema(this, "Resource", {
      catalogName: props.catalog.catalogName,
      name: this.schemaName,
      storageRoot: props.storageRoot,
      comment: props.comment,
      owner: props.owner,
      forceDestroy: false,
      dependsOn: catalogResource && [catalogResource],
    });
    securables.create({ catalog: props.catalog.catalogName, schema: this.schemaName }, resource);
  }

  grant(principal: IServicePrincipal, ...privileges: readonly Privilege[]): Grant {
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
