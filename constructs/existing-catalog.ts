import { DataDatabricksCatalog } from "@cdktf/provider-databricks/lib/data-databricks-catalog";
import type { Construct } from "constructs";
import { forgetCatalog } from "./catalog";
import { CatalogBase } from "./catalog-base";
import { takesWrites } from "./catalog-conditions";
import { foldName, nameProblem, refuse } from "./validation";

/** Properties of {@link ExistingCatalog}. */
export interface ExistingCatalogProps {
  /** Name of the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
}

/**
 * A catalog that is there already: looked up and never changed. A plan fails when it is missing, and when something is
 * to be made in it that it cannot take.
 *
 * Where a {@link Catalog} of the same id stood, the stack forgets that one without deleting it.
 */
export class ExistingCatalog extends CatalogBase {
  readonly catalogName: string;
  readonly #data: DataDatabricksCatalog;

  /** @throws Error when the name is not allowed */
  constructor(scope: Construct, id: string, props: ExistingCatalogProps) {
    super(scope, id);
    refuse(`catalog ${this.node.path}`, [nameProblem("name", props.name)]);
    this.catalogName = foldName(props.name);
    this.#data = new DataDatabricksCatalog(this, "Resource", { name: this.catalogName });
    forgetCatalog(this, this.#data);
  }

  override expectWrites(): void {
    this.#data.lifecycle = { postcondition: [takesWrites(this.catalogName, "self.catalog_info[0].catalog_type")] };
  }
}
