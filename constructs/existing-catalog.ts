import { DataDatabricksCatalog } from "@cdktf/provider-databricks/lib/data-databricks-catalog";
import type { Construct } from "constructs";
import { addRemovedCatalog } from "./removed-catalog";
import { CatalogBase } from "./catalog-base";
import { takesWrites } from "./catalog-conditions";
import { foldName, nameProblem, refuse } from "./validation";

/** How {@link Catalog.fromLookup} finds a catalog. */
export interface CatalogLookupProps {
  /** Name of the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
}

/** What `Catalog.fromLookup` gives. */
export class ExistingCatalog extends CatalogBase {
  readonly catalogName: string;
  readonly #data: DataDatabricksCatalog;

  /** @throws Error when the name is not allowed */
  constructor(scope: Construct, id: string, props: CatalogLookupProps) {
    super(scope, id);
    refuse(`catalog ${this.node.path}`, [nameProblem("name", props.name)]);
    this.catalogName = foldName(props.name);
    this.#data = new DataDatabricksCatalog(this, "Resource", { name: this.catalogName });
    addRemovedCatalog(this, this.#data);
  }

  override expectWrites(): void {
    this.#data.lifecycle = { postcondition: [takesWrites(this.catalogName, "self.catalog_info[0].catalog_type")] };
  }
}
