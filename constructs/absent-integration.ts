import { Catalog as DatabricksCatalog } from "@cdktf/provider-databricks/lib/catalog";
import { Schema as DatabricksSchema } from "@cdktf/provider-databricks/lib/schema";
import { TerraformElement } from "cdktf";
import { Construct } from "constructs";
import type { CredentialKind } from "../workspace/connection";
import { AbsentCredential } from "./credential";
import { CHILD } from "./integration";
import type { WorkspaceProvider } from "./provider";
import { PLACE, secondFormScope } from "./workplace";

/** Properties of {@link AbsentIntegration}. */
export interface AbsentIntegrationProps {
  /** The workspace it was in. */
  readonly workspace: WorkspaceProvider;
  /** How the tool signed in. */
  readonly credentialKind: CredentialKind;
  /** Whether the integration created a catalog of its own. */
  readonly ownCatalog: boolean;
  /** Whether the integration created a schema of its own. */
  readonly ownSchema: boolean;
  /**
   * Second connections for which it created a schema, by name, and whether also the catalog of that.
   *
   * @default - none
   */
  readonly secondForms?: Readonly<Record<string, { readonly ownCatalog: boolean }>>;
}

/**
 * Stands where an {@link Integration} of the same id stood, and takes every access away while the data stays.
 *
 * Terraform destroys principal, grants, credential and dedicated warehouse, and forgets catalog and schema: they
 * remain in the workspace and leave the state. Nothing happens where the integration was never deployed.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export class AbsentIntegration extends Construct {
  constructor(scope: Construct, id: string, props: AbsentIntegrationProps) {
    super(scope, id);
    new AbsentCredential(this, CHILD.credential, { workspace: props.workspace, kind: props.credentialKind });
    forgetWorkplace(this, props);
    for (const [name, { ownCatalog }] of Object.entries(props.secondForms ?? {})) {
      forgetWorkplace(secondFormScope(this, name), { ownCatalog, ownSchema: true });
    }
  }
}

function forgetWorkplace(
  scope: Construct,
  { ownCatalog, ownSchema }: Pick<AbsentIntegrationProps, "ownCatalog" | "ownSchema">,
): void {
  if (ownCatalog) forget(scope, PLACE.catalog, DatabricksCatalog.tfResourceType);
  if (ownSchema) forget(scope, PLACE.schema, DatabricksSchema.tfResourceType);
}

/** Puts the forgotten resource at the path of the real one, so that both have the same address. */
function forget(scope: Construct, child: string, resourceType: string): void {
  new Forgotten(new Construct(scope, child), "Resource", resourceType);
}

class Forgotten extends TerraformElement {
  readonly #resourceType: string;

  constructor(scope: Construct, id: string, resourceType: string) {
    super(scope, id, resourceType);
    this.#resourceType = resourceType;
  }

  override toTerraform(): object {
    const from = `${this.#resourceType}.${this.friendlyUniqueId}`;
    return { removed: [{ from, lifecycle: [{ destroy: false }] }] };
  }

  override toHclTerraform(): object {
    throw new Error(
      `${this.node.path} is absent, and cdktf cannot write the removed block that keeps its data as HCL; ` +
        "synthesize JSON (without --hcl)",
    );
  }
}
