import type { TerraformResource } from "cdktf";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { fullName, type Securable } from "../lib/databricks/securable";

const byStack = new WeakMap<TerraformStack, StackSecurables>();

/**
 * What one stack knows about catalogs, schemas and tables by full name: which resource creates them, and which grant
 * on them came last.
 */
export class StackSecurables {
  /** The one of the stack that a construct is in. */
  static of(construct: IConstruct): StackSecurables {
    const stack = TerraformStack.of(construct);
    const found = byStack.get(stack) ?? new StackSecurables();
    byStack.set(stack, found);
    return found;
  }

  readonly #created = new Map<string, TerraformResource>();
  readonly #lastGrant = new Map<string, TerraformResource>();

  /**
   * Records the resource that creates a catalog or schema.
   *
   * @throws Error when the stack creates it already
   */
  create(securable: Securable, resource: TerraformResource): void {
    const name = fullName(securable);
    const other = this.#created.get(name);
    if (other) {
      throw new Error(
        `${name} is created twice in one stack, by ${other.node.path} and ${resource.node.path}; ` +
          "create it once and hand the construct to everything that uses it",
      );
    }
    this.#created.set(name, resource);
  }

  /** The resource that creates the securable or, when this stack does not, the nearest parent that it does create. */
  creatorOf({ catalog, schema, table }: Securable): TerraformResource | undefined {
    return (
      this.#created.get(fullName({ catalog, schema, table })) ??
      this.#created.get(fullName({ catalog, schema })) ??
      this.#created.get(catalog)
    );
  }

  /** Records a grant as the last on its securable, and gives the one before it. */
  chain(securable: Securable, grant: TerraformResource): TerraformResource | undefined {
    const name = fullName(securable);
    const previous = this.#lastGrant.get(name);
    this.#lastGrant.set(name, grant);
    return previous;
  }
}
