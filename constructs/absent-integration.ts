import { Permissions } from "@cdktf/provider-databricks/lib/permissions";
import { Schema as DatabricksSchema } from "@cdktf/provider-databricks/lib/schema";
import { ServicePrincipal as DatabricksServicePrincipal } from "@cdktf/provider-databricks/lib/service-principal";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { Construct } from "constructs";
import type { CredentialKind } from "../lib/databricks/credential";
import { addRemovedCatalog } from "./removed-catalog";
import { AbsentCredential, makesOwnToken } from "./credential";
import type { ServicePrincipalLookupProps } from "./existing-service-principal";
import { ServicePrincipal } from "./service-principal";
import { addRemovedBlock, RemovedBlock } from "./removed-block";
import { CHILD } from "./integration";
import type { WorkspaceProvider } from "./provider";
import { PERMISSIONS } from "./sql-warehouse-base";
import { PLACE, secondFormScope } from "./namespace";

/**
 * What of a place to work in was the integration's own. True for something that was only looked up does no harm, as
 * Terraform has nothing to remove then, and saves what an earlier deployment created.
 */
export interface OwnNamespace {
  /** Whether the catalog was its own, and not one that others work in as well. */
  readonly ownCatalog: boolean;
  /** Whether it had a schema. */
  readonly ownSchema: boolean;
}

/** Properties of {@link AbsentIntegration}. */
export interface AbsentIntegrationProps extends OwnNamespace {
  /** The workspace it was in. */
  readonly workspace: WorkspaceProvider;
  /** How the tool signed in. */
  readonly credentialKind: CredentialKind;
  /**
   * Its second connections by name, without those of other integrations.
   *
   * @default - none
   */
  readonly secondForms?: Readonly<Record<string, OwnNamespace>>;
  /**
   * True when a warehouse for this integration alone was looked up or imported: it was there before and stays, with
   * the permissions on it.
   *
   * @default false
   */
  readonly warehouseStays?: boolean;
  /**
   * The principal when it was looked up. It stays, so its token has to be revoked; one that goes takes its token with
   * it.
   *
   * @default - the principal belonged to the stack
   */
  readonly principal?: Pick<ServicePrincipalLookupProps, "existing">;
  /**
   * True when the credential was made elsewhere.
   *
   * @default false
   */
  readonly externalCredential?: boolean;
}

/**
 * Stands where an `Integration` of the same id stood, and takes every access away while the data stays.
 *
 * Terraform destroys grants, memberships, credential, and the principal and the dedicated warehouse that it created.
 * Catalog and schema leave the state and remain in the workspace. Nothing happens where the
 * integration was never deployed.
 *
 * @example
 * ```ts
 * new AbsentIntegration(stack, "clevertap", { workspace, credentialKind: "pat", ownCatalog: true, ownSchema: true });
 * ```
 */
export class AbsentIntegration extends Construct {
  constructor(scope: Construct, id: string, props: AbsentIntegrationProps) {
    super(scope, id);
    const { secondForms = {}, externalCredential = false } = props;
    const credential = { workspace: props.workspace, kind: props.credentialKind };
    const principal =
      props.principal && !externalCredential && makesOwnToken(credential)
        ? ServicePrincipal.fromLookup(this, CHILD.principal, { ...props.principal, wasOwn: true })
        : undefined;
    if (props.principal && !principal)
      addRemovedBlock(this, CHILD.principal, DatabricksServicePrincipal.tfResourceType);
    new AbsentCredential(this, CHILD.credential, { ...credential, principal });
    removeNamespace(this, props);
    for (const [name, place] of Object.entries(secondForms)) removeNamespace(secondFormScope(this, name), place);
    if (props.warehouseStays) {
      const warehouse = new Construct(this, CHILD.warehouse);
      new RemovedBlock(warehouse, "Resource", { type: SqlEndpoint.tfResourceType });
      addRemovedBlock(warehouse, PERMISSIONS, Permissions.tfResourceType);
    }
  }
}

function removeNamespace(scope: Construct, { ownCatalog, ownSchema }: OwnNamespace): void {
  if (ownCatalog) addRemovedCatalog(new Construct(scope, PLACE.catalog));
  if (ownSchema) addRemovedBlock(scope, PLACE.schema, DatabricksSchema.tfResourceType);
}
