import { Catalog as DatabricksCatalog } from "@cdktf/provider-databricks/lib/catalog";
import { WorkspaceBinding } from "@cdktf/provider-databricks/lib/workspace-binding";
import { TerraformIterator, Token, type Postcondition } from "cdktf";
import type { Construct } from "constructs";
import { CatalogBase, type ICatalog } from "./catalog-base";
import { hasStorage, hasStorageNowOrThen, keepsName, keepsStorageRoot, takesWrites } from "./catalog-conditions";
import { WORKSPACES } from "./removed-catalog";
import { StackSecurables } from "./stack-securables";
import { importAsItIs, keepAsItIs } from "./import-block";
import { foldName, isKnown, nameProblem, refuse, storageProblem } from "./validation";
import { ExistingCatalog, type CatalogLookupProps } from "./existing-catalog";

/** Properties of {@link Catalog}. */
export interface CatalogProps {
  /** Name of the catalog; folded to lower case, as Unity Catalog does. */
  readonly name: string;
  /**
   * Cloud path for managed data, inside an external location. A plan fails where the catalog is there already with
   * another one.
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
  /**
   * Name of the catalog when it is there already and becomes the stack's; the same as `name`. As long as this is given,
   * what the other properties do not say stays as it is, and so does its storage.
   *
   * @default - it is created
   */
  readonly import?: string;
  /**
   * Numbers of the other workspaces that may use it, beside this one, which is never in the list: the catalog is
   * isolated. When the property is taken away, the others lose it, and it stays isolated.
   *
   * @default - not isolated: every workspace of the metastore may use a new catalog
   */
  readonly alsoIn?: readonly number[];
}

/**
 * A catalog that belongs to the stack: the top of the three-level names in Unity Catalog, holding schemas.
 *
 * It is deleted only when it is empty (`force_destroy` is false). A changed name is refused by the plan, because the
 * provider would report success and rename nothing.
 *
 * @see https://docs.databricks.com/aws/en/catalogs/
 *
 * @example
 * ```ts
 * const marketing = new Catalog(stack, "marketing", { name: "marketing", comment: "Campaigns" });
 * const samples = Catalog.fromLookup(stack, "samples", { name: "samples" });
 * const tool = new ServicePrincipal(stack, "tool", { displayName: "tool" });
 * marketing.grantCreateSchema(tool);
 * samples.grantRead(tool);
 * ```
 */
export class Catalog extends CatalogBase {
  /** A catalog that something else creates, by its name; nothing is looked up. */
  static fromCatalogName(scope: Construct, id: string, name: string): ICatalog {
    return new NamedCatalog(scope, id, name);
  }

  /**
   * A catalog that is there already: looked up and never changed. A plan fails when it is missing, and when something is
   * to be made in it that it cannot take.
   *
   * Where a {@link Catalog} of the same id stood, that one leaves the state and stays in the workspace.
   *
   * @throws Error when the name is not allowed
   */
  static fromLookup(scope: Construct, id: string, props: CatalogLookupProps): ICatalog {
    return new ExistingCatalog(scope, id, props);
  }

  /** Its name, in lower case. */
  readonly catalogName: string;
  readonly #props: CatalogProps;
  readonly #resource: DatabricksCatalog;
  readonly #postconditions: Postcondition[];
  #expectsWrites = false;

  /** @throws Error when a value is not allowed, or when the stack creates a catalog of this name already */
  constructor(scope: Construct, id: string, props: CatalogProps) {
    super(scope, id);
    const { storageRoot, comment, owner, import: imported, alsoIn } = props;
    refuse(`catalog ${this.node.path}`, [
      nameProblem("name", props.name),
      storageProblem("storageRoot", storageRoot),
      imported !== undefined &&
        isKnown(imported) &&
        isKnown(props.name) &&
        foldName(imported) !== foldName(props.name) &&
        `import is ${imported}, allowed is its name, ${props.name}: a catalog cannot be renamed`,
      ...(alsoIn ?? []).map(
        (each) =>
          isKnown(each) &&
          !(Number.isSafeInteger(each) && each > 0) &&
          `alsoIn has ${each}, allowed are numbers of workspaces`,
      ),
    ]);
    this.catalogName = foldName(props.name);
    this.#props = props;
    const resource = new DatabricksCatalog(this, "Resource", {
      name: this.catalogName,
      storageRoot,
      comment,
      owner,
      isolationMode: alsoIn && "ISOLATED",
      forceDestroy: false,
    });
    this.#resource = resource;
    this.#postconditions = [
      ...(imported === undefined ? [keepsName(resource)] : []),
      ...(isKnown(storageRoot) ? [keepsStorageRoot(`Catalog ${this.catalogName}`, storageRoot!)] : []),
    ];
    const needsStorage = storageRoot === undefined && imported === undefined;
    resource.lifecycle = {
      ...(needsStorage && { precondition: [hasStorage(this, this.catalogName)] }),
      postcondition: this.#postconditions,
      ...(isKnown(storageRoot) && { ignoreChanges: ["storage_root"] }),
    };
    if (imported !== undefined) {
      importAsItIs(resource, foldName(imported), IMPORTED_AS_IT_IS, { comment, owner, isolation_mode: alsoIn });
    }
    if (alsoIn && alsoIn.length > 0) bind(this, resource, alsoIn);
    StackSecurables.of(this).create({ catalog: this.catalogName }, resource);
  }

  /**
   * Lets stay what no property says, for a catalog that the stack has made or taken over before: without this a storage
   * root that is not given any more would have it replaced.
   *
   * @param isThere false where that is not sure: then a new one still needs a place for its data
   */
  keepAsItIs(isThere: boolean): void {
    const { storageRoot, comment } = this.#props;
    if (this.#props.import !== undefined) return;
    if (storageRoot === undefined && !isThere) {
      this.#postconditions.push(hasStorageNowOrThen(this, this.catalogName));
    }
    keepAsItIs(this.#resource, IMPORTED_AS_IT_IS, { comment });
    if (storageRoot === undefined) this.#resource.lifecycle = { ...this.#resource.lifecycle, precondition: undefined };
  }

  /** See {@link ICatalog.expectWrites}. */
  override expectWrites(): void {
    if (this.#props.import === undefined || this.#expectsWrites) return;
    this.#expectsWrites = true;
    this.#postconditions.push(takesWrites(this.catalogName, "self.catalog_type"));
  }
}

/** What only the creation of a catalog decides (another value would replace it), and what no property says. */
const IMPORTED_AS_IT_IS = [
  "storage_root",
  "connection_name",
  "provider_name",
  "share_name",
  "options",
  "properties",
  "enable_predictive_optimization",
  "browse_only",
  "force_destroy",
];

/** The provider binds an isolated catalog to the workspace it is in by itself. */
function bind(scope: Construct, catalog: DatabricksCatalog, workspaces: readonly number[]): void {
  const each = TerraformIterator.fromList([...new Set(workspaces)].map(String));
  new WorkspaceBinding(scope, WORKSPACES, {
    forEach: each,
    securableType: "catalog",
    securableName: catalog.name,
    workspaceId: Token.asNumber(each.value),
    bindingType: "BINDING_TYPE_READ_WRITE",
  });
}

class NamedCatalog extends CatalogBase {
  readonly catalogName: string;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    refuse(`catalog ${this.node.path}`, [nameProblem("name", name)]);
    this.catalogName = foldName(name);
  }

  override expectWrites(): void {
    // Nothing is known of it but its name.
  }
}
