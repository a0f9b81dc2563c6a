import { TerraformElement } from "cdktf";
import { Construct } from "constructs";

/** Properties of {@link RemovedBlock}. */
export interface RemovedBlockProps {
  /** e.g. `databricks_catalog`. */
  readonly type: string;
  /**
   * Element at whose path the resource was.
   *
   * @default - this element
   */
  readonly at?: TerraformElement;
}

/**
 * A resource that is to leave the state and stay in the workspace. Nothing happens where the state does not have it.
 *
 * Addresses follow from construct paths, so it is found at the path that the resource had.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export class RemovedBlock extends TerraformElement {
  readonly #type: string;
  readonly #at: TerraformElement;

  constructor(scope: Construct, id: string, { type, at }: RemovedBlockProps) {
    super(scope, id, type);
    this.#type = type;
    this.#at = at ?? this;
  }

  /** Address of the resource, e.g. `databricks_catalog.catalogs_marketing_1A2B3C4D`. */
  get from(): string {
    return `${this.#type}.${this.#at.friendlyUniqueId}`;
  }

  override toTerraform(): object {
    return { removed: [{ from: this.from, lifecycle: [{ destroy: false }] }] };
  }

  override toHclTerraform(): object {
    throw new Error(
      `${this.node.path} needs a removed block, so that Terraform does not destroy what the stack created before, ` +
        "and cdktf cannot write it as HCL; synthesize JSON (without --hcl)",
    );
  }
}

/** Takes out of the state, and leaves in the workspace, the resource of the construct that was at `id` in the scope. */
export function addRemovedBlock(scope: Construct, id: string, type: string): void {
  new RemovedBlock(new Construct(scope, id), "Resource", { type });
}
