import { DataDatabricksSchema } from "@cdktf/provider-databricks/lib/data-databricks-schema";
import { Schema as DatabricksSchema } from "@cdktf/provider-databricks/lib/schema";
import type { Construct } from "constructs";
import type { ICatalog } from "./catalog-base";
import { Forgotten } from "./forgotten";
import { SchemaBase } from "./schema-base";
import { foldName, nameProblem, refuse } from "./validation";

/** Properties of {@link ExistingSchema}. */
export interface ExistingSchemaProps {
  /** The catalog it is in. */
  readonly catalog: ICatalog;
  /** Name without the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
}

/**
 * A schema that is there already: looked up and never changed. A plan fails when it is missing.
 *
 * Where a {@link Schema} of the same id stood, the stack forgets that one without deleting it.
 */
export class ExistingSchema extends SchemaBase {
  readonly schemaName: string;
  readonly catalog: ICatalog;

  /** @throws Error when the name is not allowed */
  constructor(scope: Construct, id: string, props: ExistingSchemaProps) {
    super(scope, id);
    refuse(`schema ${this.node.path}`, [nameProblem("name", props.name)]);
    this.schemaName = foldName(props.name);
    this.catalog = props.catalog;
    const data = new DataDatabricksSchema(this, "Resource", {
      name: `${props.catalog.catalogName}.${this.schemaName}`,
    });
    new Forgotten(this, "forgotten", { type: DatabricksSchema.tfResourceType, at: data });
  }
}
