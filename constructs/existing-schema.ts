import { DataDatabricksSchema } from "@cdktf/provider-databricks/lib/data-databricks-schema";
import { Schema as DatabricksSchema } from "@cdktf/provider-databricks/lib/schema";
import type { Construct } from "constructs";
import type { ICatalog } from "./catalog-base";
import { RemovedBlock } from "./removed-block";
import { SchemaBase } from "./schema-base";
import { foldName, nameProblem, refuse } from "./validation";

/** How {@link Schema.fromLookup} finds a schema. */
export interface SchemaLookupProps {
  /** The catalog it is in. */
  readonly catalog: ICatalog;
  /** Name without the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
}

/** What `Schema.fromLookup` gives. */
export class ExistingSchema extends SchemaBase {
  readonly schemaName: string;
  readonly catalog: ICatalog;

  /** @throws Error when the name is not allowed */
  constructor(scope: Construct, id: string, props: SchemaLookupProps) {
    super(scope, id);
    refuse(`schema ${this.node.path}`, [nameProblem("name", props.name)]);
    this.schemaName = foldName(props.name);
    this.catalog = props.catalog;
    const data = new DataDatabricksSchema(this, "Resource", {
      name: `${props.catalog.catalogName}.${this.schemaName}`,
    });
    new RemovedBlock(this, "forgotten", { type: DatabricksSchema.tfResourceType, at: data });
  }
}
