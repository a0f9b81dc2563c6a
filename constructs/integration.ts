import { Construct } from "constructs";
import type { Connection, CredentialKind } from "../workspace/connection";
import type { Privilege } from "../workspace/privilege";
import { fullName, type Securable } from "../workspace/securable";
import { Catalog, type CatalogProps, type ICatalog } from "./catalog";
import { Credential } from "./credential";
import { grantRead } from "./grant";
import type { WorkspaceProvider } from "./provider";
import { Schema, type ISchema } from "./schema";
import { ServicePrincipal, type IServicePrincipal } from "./service-principal";
import { SqlWarehouse, type ISqlWarehouse, type SqlWarehouseProps } from "./sql-warehouse";
import { refuse } from "./validation";

/** What the tool is allowed, by where. */
export interface IntegrationPrivileges {
  /**
   * On the catalog of its own schema.
   *
   * @default - none
   */
  readonly catalog?: readonly Privilege[];
  /**
   * On its own schema.
   *
   * @default - none
   */
  readonly schema?: readonly Privilege[];
  /**
   * On what it reads besides; the way there (USE_CATALOG, USE_SCHEMA) is added.
   *
   * @default - SELECT
   */
  readonly read?: readonly Privilege[];
}

/** Properties of {@link Integration}. */
export interface IntegrationProps {
  /** The workspace it is in. */
  readonly workspace: WorkspaceProvider;
  /** Which tool it is for, e.g. `clevertap`; goes into the connection details. */
  readonly tool: string;
  /**
   * Catalog of the tool's own schema, or the one a reader works in; given as properties, it is created.
   *
   * @default - the catalog of the first thing it reads
   */
  readonly catalog?: ICatalog | CatalogProps;
  /**
   * Name of the tool's own schema, created in the catalog.
   *
   * @default - the tool has none
   */
  readonly schema?: string;
  /**
   * Group, user or application id that owns the created schema and, unless its properties say otherwise, catalog.
   *
   * @default - the identity that deploys
   */
  readonly owner?: string;
  /**
   * What the tool may read besides its own schema; the catalog `samples` needs no grant.
   *
   * @default - nothing
   */
  readonly read?: readonly Securable[];
  /** What the tool is allowed. */
  readonly privileges: IntegrationPrivileges;
  /** The compute it uses; given as properties, it is created for this integration alone. */
  readonly warehouse: ISqlWarehouse | SqlWarehouseProps;
  /**
   * Display name of its service principal.
   *
   * @default - the construct's id
   */
  readonly principalName?: string;
  /** How the tool signs in. */
  readonly credentialKind: CredentialKind;
  /** Days until the credential expires. */
  readonly lifetimeDays: number;
}

/** Ids of the children, part of Terraform addresses: changing one replaces what people have deployed. */
export const CHILD = {
  catalog: "catalog",
  schema: "schema",
  warehouse: "warehouse",
  principal: "principal",
  credential: "credential",
} as const;

/**
 * One tool's connection to one workspace: where it works, what it may do there, and what it signs in with.
 *
 * The construct's id names the integration. To take it away and keep its data, put {@link AbsentIntegration} in its place.
 */
export class Integration extends Construct {
  readonly catalog?: ICatalog;
  readonly schema?: ISchema;
  readonly warehouse: ISqlWarehouse;
  readonly principal: IServicePrincipal;
  readonly credential: Credential;
  /** What goes into the tool's form, except the secret. */
  readonly connection: Connection;

  /** @throws Error when a schema has no catalog, or from one of the parts when a value is not allowed */
  constructor(scope: Construct, id: string, props: IntegrationProps) {
    super(scope, id);
    const { workspace, tool, owner, read = [], privileges, credentialKind: kind, lifetimeDays } = props;
    refuse(`integration ${this.node.path}`, [
      props.schema !== undefined && !props.catalog && `schema is ${props.schema} without a catalog; name the catalog`,
    ]);
    this.catalog = isConstruct(props.catalog)
      ? props.catalog
      : props.catalog && new Catalog(this, CHILD.catalog, { owner, ...props.catalog });
    this.schema =
      this.catalog && props.schema !== undefined
        ? new Schema(this, CHILD.schema, { catalog: this.catalog, name: props.schema, owner })
        : undefined;
    this.warehouse = isConstruct(props.warehouse)
      ? props.warehouse
      : new SqlWarehouse(this, CHILD.warehouse, props.warehouse);
    this.principal = new ServicePrincipal(this, CHILD.principal, { displayName: props.principalName ?? id });
    this.credential = new Credential(this, CHILD.credential, {
      workspace,
      principal: this.principal,
      kind,
      lifetimeDays,
      comment: `onramp:${id}`,
    });

    if (this.schema) this.catalog?.grant(this.principal, ...(privileges.catalog ?? []));
    this.schema?.grant(this.principal, ...(privileges.schema ?? []));
    for (const securable of read) grantRead(this.principal, securable, privileges.read);
    this.warehouse.grantUse(this.principal);

    this.connection = {
      integration: id,
      tool,
      host: this.warehouse.hostname,
      port: this.warehouse.port,
      http_path: this.warehouse.httpPath,
      warehouse_id: this.warehouse.warehouseId,
      warehouse_name: this.warehouse.warehouseName,
      auto_stop_minutes: this.warehouse.autoStopMinutes,
      catalog: this.catalog?.catalogName ?? read[0]?.catalog,
      schema: this.schema?.schemaName,
      read: read.map(fullName),
      principal: { application_id: this.principal.applicationId, display_name: this.principal.displayName },
      credential: { kind, id: this.credential.credentialId, lifetime_days: lifetimeDays },
    };
  }
}

function isConstruct<T extends ICatalog | ISqlWarehouse>(value: T | object | undefined): value is T {
  return Construct.isConstruct(value);
}
