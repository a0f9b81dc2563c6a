import { Grant as DatabricksGrant } from "@cdktf/provider-databricks/lib/grant";
import { DefaultTokenResolver, Op, StringConcat, Token, Tokenization, type Precondition } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { Privilege } from "../lib/databricks/privilege";
import { readPath, SAMPLES } from "../lib/access/read-path";
import { fullName, kindOf, type Securable } from "../lib/databricks/securable";
import { childId } from "./child-id";
import { currentMetastore } from "./current-metastore";
import { waitFor } from "./late-dependencies";
import type { IServicePrincipal } from "./service-principal-base";
import { StackSecurables } from "./stack-securables";

/** Properties of {@link Grant}. */
export interface GrantProps {
  /** Who gets the privileges. */
  readonly principal: IServicePrincipal;
  /** On what. */
  readonly securable: Securable;
}

/**
 * What one principal may do on one catalog, schema or table: one `databricks_grant`.
 *
 * There is one per pair; whatever is allowed later is added to it. It owns every privilege that its principal holds
 * directly on the securable, and leaves other principals alone, which `databricks_grants` does not.
 * Grants on one securable follow each other, so that no two change it at the same time.
 *
 * @see https://registry.terraform.io/providers/databricks/databricks/1.99.0/docs/resources/grant
 *
 * @example
 * ```ts
 * const tool = new ServicePrincipal(stack, "tool", { displayName: "tool" });
 * Grant.of(tool, { catalog: "main", schema: "sales", table: "orders" }).allow("SELECT");
 * ```
 */
export class Grant extends Construct {
  /** The grant of a principal on a securable, created on first use below the principal. */
  static of(principal: IServicePrincipal, securable: Securable): Grant {
    const { catalog, schema, table } = securable;
    const grants = principal.node.tryFindChild("grants") ?? new Construct(principal, "grants");
    let grant = child(grants, { principal, securable: { catalog } }, catalog);
    if (schema !== undefined) grant = child(grant, { principal, securable: { catalog, schema } }, schema);
    if (table !== undefined) grant = child(grant, { principal, securable: { catalog, schema, table } }, table);
    return grant;
  }

  readonly #props: GrantProps;
  readonly #privileges = new Set<Privilege>();
  readonly #from11 = new Set<Privilege>();
  #resource?: DatabricksGrant;

  constructor(scope: Construct, id: string, props: GrantProps) {
    super(scope, id);
    this.#props = props;
  }

  /** Everything the principal is allowed here so far whatever the metastore, sorted. */
  get privileges(): readonly Privilege[] {
    return [...this.#privileges].sort();
  }

  /** Adds privileges; what was allowed before stays. */
  allow(...privileges: readonly Privilege[]): this {
    for (const privilege of privileges) this.#privileges.add(privilege);
    return this.#write();
  }

  /**
   * Adds privileges that are granted only where the metastore's privilege model is 1.1 or later, beside at least one
   * that is {@link allow | allowed} everywhere.
   */
  allowFrom11(...privileges: readonly Privilege[]): this {
    for (const privilege of privileges) this.#from11.add(privilege);
    return this.#write();
  }

  #write(): this {
    if (this.#privileges.size === 0 || this.#props.securable.catalog === SAMPLES) return this;
    if (this.#resource) this.#resource.privileges = this.#list();
    else this.#resource = this.#create();
    return this;
  }

  /** Which model the metastore has is Terraform's to find out; it knows when it plans, so plans are exact. */
  #list(): string[] {
    const everywhere = this.privileges;
    const from11 = [...this.#from11].filter((privilege) => !this.#privileges.has(privilege)).sort();
    if (from11.length === 0) return [...everywhere];
    const isFrom11 = `try(tonumber(${currentMetastore(this, "privilege_model_version")}) >= 1.1, false)`;
    const [always, sometimes] = [JSON.stringify(everywhere), JSON.stringify(from11)];
    return Token.asList(`\${setunion(${always}, ${isFrom11} ? ${sometimes} : [])}`);
  }

  #create(): DatabricksGrant {
    const { principal, securable } = this.#props;
    const resource = new DatabricksGrant(this, "Resource", {
      principal: principal.applicationId,
      privileges: this.#list(),
      [kindOf(securable)]: fullName(securable),
    });
    if (principal.refusal !== undefined) resource.lifecycle = { precondition: [refused(principal, principal.refusal)] };
    const securables = StackSecurables.of(this);
    const previous = securables.chain(securable, resource);
    // Late: what creates the securable may come after the grant, as when one tool reads what the next one writes.
    waitFor(resource, () => [securables.creatorOf(securable), previous].filter((needed) => needed !== undefined));
    return resource;
  }
}

/**
 * Lets a principal read a catalog, schema or table: the privileges asked for (SELECT) on it, and on the way to it
 * USE_CATALOG on the catalog and USE_SCHEMA on the schema, or on the whole catalog when that is what is read.
 */
export function grantRead(
  principal: IServicePrincipal,
  securable: Securable,
  privileges: readonly Privilege[] = ["SELECT"],
): Grant {
  for (const holding of readPath(securable, privileges)) Grant.of(principal, holding.on).allow(...holding.privileges);
  return Grant.of(principal, securable);
}

/** Never met; Terraform insists on a condition that refers to something, which the id of no principal equals. */
function refused(principal: IServicePrincipal, errorMessage: string): Precondition {
  return { condition: Op.eq(principal.servicePrincipalId, "refused"), errorMessage };
}

function child(scope: IConstruct, props: GrantProps, name: string): Grant {
  const id = idOf(scope, name);
  return (scope.node.tryFindChild(id) as Grant | undefined) ?? new Grant(scope, id, props);
}

/** The name itself; a token as the expression it stands for, because construct ids must not contain tokens. */
function idOf(scope: IConstruct, name: string): string {
  if (!Token.isUnresolved(name)) return childId(name);
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(name, { scope, resolver, preparing: false }));
}
