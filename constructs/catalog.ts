import { Catalog as DatabricksCatalog } from "@cdktf/provider-databricks/lib/catalog";
import type { TerraformResourceLifecycle } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { Privilege } from "../workspace/privilege";
import { currentMetastore } from "./current-metastore";
import { Grant, grantRead } from "./grant";
import type { IServicePrincipal } from "./service-principal";
import { StackSecurables } from "./stack-securables";
import { foldName, nameProblem, refuse, storageProblem } from "./validation";

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
}

abstract class CatalogBase extends Construct implements ICatalog {
  abstract readonly catalogName: string;

  grant(principal: IServicePrincipal, ...privileges: readonly Privilege[]): Grant {
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

/** Properties of {@link Catalog}. */
export interface CatalogProps {
  /** Name of the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
  /**
   * Cloud path for managed data, inside an external location.
   *
   * @default - the storage root of the metastore; a plan fails when it has none
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
 * A catalog that the stack creates: the top of the three-level names in Unity Catalog, holding schemas.
 *
 * It is deleted only when it is empty (`force_destroy` is false). A changed name is refused by the plan, because the
 * provider would report success and rename nothing.
 *
 * @see https://docs.databricks.com/aws/en/catalogs/
 */
export class Catalog extends CatalogBase {
  /** A catalog that something else creates, by its name; nothing is looked up. */
  static fromCatalogName(scope: Construct, id: string, name: string): ICatalog {
    return new NamedCatalog(scope, id, name);
  }

  readonly catalogName: string;

  /** @throws Error when a value is not allowed, or when the stack creates a catalog of this name already */
  constructor(scope: Construct, id: string, props: CatalogProps) {
    super(scope, id);
    refuse(`catalog ${this.node.path}`, [
      nameProblem("name", props.name),
      storageProblem("storageRoot", props.storageRoot),
    ]);
    this.catalogName = foldName(props.name);
    const resource = new DatabricksCatalog(this, "Resource", {
      name: this.catalogName,
      storageRoot: props.storageRoot,
      comment: props.comment,
      owner: props.owner,
      forceDestroy: false,
    });
    resource.lifecycle = {
      ...(props.storageRoot === undefined && storageCondition(this)),
      ...renameCondition(resource),
    };
    StackSecurables.of(this).create({ catalog: this.catalogName }, resource);
  }
}

class NamedCatalog extends CatalogBase {
  readonly catalogName: string;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    refuse(`catalog ${this.node.path}`, [nameProblem("name", name)]);
    this.catalogName = foldName(name);
  }
}

/** Lets the plan fail where the metastore has no place for the catalog's data, instead of the apply half-way. */
function storageCondition(catalog: Catalog): TerraformResourceLifecycle {
  const storageRoot = currentMetastore(catalog, "storage_root");
  return {
    precondition: [
      {
        condition: `\${try(length(${storageRoot}), 0) > 0}`,
        errorMessage: [
          `Catalog ${catalog.catalogName} has no place for its data: the metastore of this workspace has no storage root, as is usual with Default Storage, and catalogs in Default Storage cannot be created by Terraform.`,
          "Set the catalog's storageRoot to a path (s3://…, abfss://… or gs://…) inside an external location on which you have CREATE MANAGED STORAGE,",
          "or let an account admin set the storage root of the metastore.",
        ].join("\n"),
      },
    ],
  };
}

/**
 * After a plan the id is still the name in the workspace (the provider changes it on apply only), so the two differ
 * exactly when somebody renamed a catalog that exists. On creation the id is unknown to the plan and nothing is refused.
 */
function renameCondition(resource: DatabricksCatalog): TerraformResourceLifecycle {
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  return {
    postcondition: [
      {
        condition: "${lower(self.id) == lower(self.name)}",
        errorMessage: [
          "Catalog ${self.id} cannot be renamed to ${self.name}: the Databricks provider would report success and rename nothing. Nothing was changed.",
          "To keep it, put the name ${self.id} back.",
          "To leave it and its data as they are and start in a new catalog ${self.name}:",
          "  1. Deploy its integration with `absent: true`, which forgets the catalog and its schema without deleting them.",
          `     For a shared catalog run \`terraform state rm ${address}\`, and the same for its schemas.`,
          "  2. Deploy with the new name and without `absent`.",
        ].join("\n"),
      },
    ],
  };
}
