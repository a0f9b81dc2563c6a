import { ServicePrincipal as DatabricksServicePrincipal } from "@cdktf/provider-databricks/lib/service-principal";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { principalKey } from "../lib/databricks/service-principals";
import { RemovedBlock } from "./removed-block";
import { joinGroup } from "./group-membership";
import { lookUp, type IServicePrincipal } from "./service-principal-base";
import { isKnown, refuse } from "./validation";

/** How {@link ServicePrincipal.fromLookup} finds a service principal, and what it takes part in. */
export interface ServicePrincipalLookupProps {
  /** Its application id (UUID) or numeric id, or its display name if only one is called so. */
  readonly existing: string;
  /**
   * Names of groups that it joins.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * Names of groups that it belongs to already. It joins none of them, whoever asks for it: a membership that the stack
   * made goes when the stack goes.
   *
   * @default - none
   */
  readonly memberOf?: readonly string[];
  /**
   * Why nothing may be granted to it now: every plan with a grant for it fails with this text. For a principal of which
   * nobody could see what it holds already, since a grant takes the place of everything that it holds directly on the
   * same catalog, schema or table. A text of Terraform, in which `${…}` is an expression.
   *
   * @default - grants are planned as ever
   */
  readonly refusal?: string;
  /**
   * True where a `ServicePrincipal` of the same id stood for this very principal: it leaves the state and stays in the
   * workspace. Any other one that stood there is deleted.
   *
   * @default false
   */
  readonly wasOwn?: boolean;
}

/** What `ServicePrincipal.fromLookup` gives. */
export class ExistingServicePrincipal extends Construct implements IServicePrincipal {
  readonly applicationId: string;
  readonly servicePrincipalId: string;
  readonly displayName: string;
  readonly existing = true;
  readonly memberOf?: readonly string[];
  readonly refusal?: string;
  readonly #given: string;

  /** @throws Error when it is not named, or another construct of the stack stands for the same principal */
  constructor(scope: Construct, id: string, props: ServicePrincipalLookupProps) {
    super(scope, id);
    const { existing, groups = [], memberOf, refusal, wasOwn = false } = props;
    const isId = !isKnown(existing) || principalKey(existing) === "applicationId";
    this.#given = isId && isKnown(existing) ? existing.toLowerCase() : existing;
    const twin = this.#twin();
    refuse(`service principal ${this.node.path}`, [
      existing.trim() === "" && "existing is empty, allowed are its application id, numeric id or display name",
      twin &&
        `existing is ${existing}, which ${twin.node.path} stands for already; two would undo each other's grants, ` +
          "so give each tool a principal of its own or hand one construct to both",
    ]);
    const data = lookUp(this, "Resource", this.#given);
    this.applicationId = isId ? this.#given : data.applicationId;
    if (wasOwn) new RemovedBlock(this, "forgotten", { type: DatabricksServicePrincipal.tfResourceType, at: data });
    this.servicePrincipalId = data.id;
    this.displayName = data.displayName;
    this.memberOf = memberOf;
    this.refusal = refusal;
    for (const group of groups) joinGroup(this, group);
  }

  #twin(): Construct | undefined {
    return TerraformStack.of(this)
      .node.findAll()
      .find(
        (each): each is ExistingServicePrincipal =>
          each instanceof ExistingServicePrincipal && each !== this && each.#given === this.#given,
      );
  }
}
