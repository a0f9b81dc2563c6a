import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/** Properties of {@link MovedBlock}. */
export interface MovedBlockProps {
  /** Address in the state, e.g. `databricks_catalog.catalogs_marketing_1A2B3C4D`. */
  readonly from: string;
  /** Address in the program, of the same type. */
  readonly to: string;
}

/**
 * A resource that the state has at another address: it goes on there, and nothing is made or deleted. Nothing happens
 * where the state does not have it. Of a resource with several instances all move.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/moved
 */
export class MovedBlock extends TerraformElement {
  readonly #props: MovedBlockProps;

  constructor(scope: Construct, id: string, props: MovedBlockProps) {
    super(scope, id);
    this.#props = props;
  }

  override toTerraform(): object {
    return { moved: [{ ...this.#props }] };
  }

  override toHclTerraform(): object {
    throw new Error(
      `${this.node.path} needs a moved block, which cdktf cannot write as HCL; synthesize JSON (without --hcl)`,
    );
  }
}
