import { Schema as DatabricksSchema } from "@cdktf/provider-databricks/lib/schema";
import type { Construct } from "constructs";
import type { ICatalog } from "./catalog-base";
import { ExistingSchema, type SchemaLookupProps } from "./existing-schema";
import { SchemaBase, type ISchema } from "./schema-base";
import { StackSecurables } from "./stack-securables";
import { keepsStorageRoot } from "./catalog-conditions";
import { importAsItIs, keepAsItIs } from "./import-block";
import { foldName, isKnown, nameProblem, refuse, storageProblem } from "./validation";

/** Properties of {@link Schema}. */
export interface SchemaProps {
  /** The catalog it is in. */
  readonly catalog: ICatalog;
  /** Name without the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
  /**
   * Cloud path for managed data, inside an external location. A plan fails where the schema is there already with
   * another one.
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
  /**
   * `catalog.schema` when it is there already and becomes the stack's. As long as this is given, what the other
   * properties do not say stays as it is, and so does its storage.
   *
   * @default - it is created
   */
  readonly import?: string;
}

/**
 * A schema that belongs to the stack: the place of tables, views and volumes inside a catalog.
 *
 * It is deleted only when it is empty (`force_destroy` is false); a changed name is a new schema and the deletion of
 * the old one, which Databricks refuses unless it is empty.
 *
 * @see https://docs.databricks.com/aws/en/schemas/
 *
 * @example
 * ```ts
 * const catalog = Catalog.fromLookup(stack, "main", { name: "main" });
 * const schema = new Schema(stack, "events", { catalog, name: "events" });
 * const tool = new ServicePrincipal(stack, "tool", { displayName: "tool" });
 * schema.grantCreateTable(tool);
 * ```
 */
export class Schema extends SchemaBase {
  /**
   * A schema that is there already: looked up and never changed. A plan fails when it is missing.
   *
   * Where a {@link Schema} of the same id stood, that one leaves the state and stays in the workspace.
   *
   * @throws Error when the name is not allowed
   */
  static fromLookup(scope: Construct, id: string, props: SchemaLookupProps): ISchema {
    return new ExistingSchema(scope, id, props);
  }

  /** Its name without the catalog, in lower case. */
  readonly schemaName: string;
  /** The catalog it is in. */
  readonly catalog: ICatalog;
  readonly #props: SchemaProps;
  readonly #resource: DatabricksSchema;

  /** @throws Error when a value is not allowed, or when the stack creates this schema already */
  constructor(scope: Construct, id: string, props: SchemaProps) {
    super(scope, id);
    const { catalog, storageRoot, comment, owner, import: imported } = props;
    const fullName = `${catalog.catalogName}.${foldName(props.name)}`;
    refuse(`schema ${this.node.path}`, [
      nameProblem("name", props.name),
      storageProblem("storageRoot", storageRoot),
      foldName(props.name) === "information_schema" &&
        "name is information_schema, which every catalog has already; choose another name",
      imported !== undefined &&
        isKnown(imported) &&
        isKnown(fullName) &&
        foldName(imported) !== fullName &&
        `import is ${imported}, allowed is its full name, ${fullName}: under another name it would be replaced`,
    ]);
    this.#props = props;
    this.schemaName = foldName(props.name);
    this.catalog = catalog;
    catalog.expectWrites();
    const securables = StackSecurables.of(this);
    const catalogResource = securables.creatorOf({ catalog: catalog.catalogName });
    const resource = new DatabricksSchema(this, "Resource", {
      catalogName: catalog.catalogName,
      name: this.schemaName,
      storageRoot,
      comment,
      owner,
      forceDestroy: false,
      dependsOn: catalogResource && [catalogResource],
      ...(isKnown(storageRoot) && {
        lifecycle: {
          postcondition: [keepsStorageRoot(`Schema ${fullName}`, storageRoot!)],
          ignoreChanges: ["storage_root"],
        },
      }),
    });
    this.#resource = resource;
    if (imported !== undefined) {
      importAsItIs(resource, foldName(imported), [...NAMES, ...IMPORTED_AS_IT_IS], { comment, owner });
    }
    securables.create({ catalog: catalog.catalogName, schema: this.schemaName }, resource);
  }

  /**
   * Lets stay what no property says, for a schema that the stack has made or taken over before: without this a storage
   * root that is not given any more would have it replaced.
   */
  keepAsItIs(): void {
    const { import: imported, comment } = this.#props;
    if (imported === undefined) keepAsItIs(this.#resource, IMPORTED_AS_IT_IS, { comment });
  }
}

/** It is imported under its names: others would replace what the stack has here before a plan could refuse that. */
const NAMES = ["name", "catalog_name"];

/** Another storage root would replace the schema; of the rest no property says anything. */
const IMPORTED_AS_IT_IS = ["storage_root", "properties", "enable_predictive_optimization", "force_destroy"];
