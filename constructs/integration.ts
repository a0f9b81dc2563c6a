import { Construct, type IConstruct } from "constructs";
import type { CredentialKind } from "../lib/databricks/credential";
import type { Connection, SecondConnection } from "../lib/terraform/connection";
import type { Entitlement } from "../lib/databricks/entitlement";
import { applicable } from "../lib/databricks/grantable";
import type { Privilege } from "../lib/databricks/privilege";
import { fullName, kindOf, type Securable } from "../lib/databricks/securable";
import type { ICatalog } from "./catalog-base";
import {
  resolveCompute,
  resolvePrincipal,
  type CatalogChoice,
  type ComputeChoice,
  type PrincipalChoice,
  type SchemaChoice,
} from "./choices";
import type { ICompute } from "./compute";
import { Credential } from "./credential";
import { grantRead } from "./grant";
import type { WorkspaceProvider } from "./provider";
import type { ISchema } from "./schema-base";
import type { IServicePrincipal } from "./service-principal-base";
import { refuse } from "./validation";
import {
  createNamespace,
  grantNamespace,
  PLACE,
  secondFormScope,
  type NamespacePrivileges,
  type NamespaceProps,
} from "./namespace";

/** What the tool is allowed, by where. */
export interface IntegrationPrivileges extends NamespacePrivileges {
  /**
   * On what it reads besides, as far as they apply to a catalog, schema or table; the way there (USE_CATALOG,
   * USE_SCHEMA) is added.
   *
   * @default - SELECT
   */
  readonly read?: readonly Privilege[];
}

/**
 * A second connection of the tool with the same principal and credential: the schema for it, or, with `of`, the
 * integration whose second connection it uses; nothing is created or granted for that.
 */
export type SecondFormProps =
  | (Omit<NamespaceProps, "owner"> & {
      /** The schema it works in. */
      readonly schema: SchemaChoice;
      /** What it may do there. */
      readonly privileges: NamespacePrivileges;
    })
  | {
      /** Id of the integration whose second connection it uses. */
      readonly of: string;
    };

/** Properties of {@link Integration}. */
export interface IntegrationProps {
  /** The workspace it is in. */
  readonly workspace: WorkspaceProvider;
  /** Which tool it is for, e.g. `clevertap`; goes into the connection details. */
  readonly tool: string;
  /**
   * Catalog of the tool's own schema, or the one a reader works in; given as properties, it is made or looked up.
   *
   * @default - the catalog of the first thing it reads
   */
  readonly catalog?: ICatalog | CatalogChoice;
  /**
   * The tool's own schema, in the catalog.
   *
   * @default - the tool has none
   */
  readonly schema?: SchemaChoice;
  /**
   * Group, user or application id that owns schema and catalog, where they belong to the stack and their properties do
   * not say otherwise.
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
  /**
   * Name of the mode of the tool that the privileges come from; goes into the connection details.
   *
   * @default - the tool has only one
   */
  readonly mode?: string;
  /**
   * Second connections by name. One that is added later changes nothing of the rest.
   *
   * @default - none
   */
  readonly secondForms?: Readonly<Record<string, SecondFormProps>>;
  /** What runs its queries; given as properties, it is made or looked up for this integration alone. */
  readonly warehouse: ICompute | ComputeChoice;
  /**
   * Its service principal; given as properties, it is made or looked up.
   *
   * @default - created, with the construct's id for display name
   */
  readonly principal?: IServicePrincipal | PrincipalChoice;
  /**
   * What its service principal may do in the workspace besides using the compute, where it belongs to the stack.
   *
   * @default - nothing else
   */
  readonly entitlements?: readonly Entitlement[];
  /** How the tool signs in. */
  readonly credentialKind: CredentialKind;
  /** Days until the credential expires; of no meaning when it is external. */
  readonly lifetimeDays: number;
  /**
   * True when the credential is made elsewhere: everything else is as ever.
   *
   * @default false
   */
  readonly externalCredential?: boolean;
}

/**
 * Ids of the children, part of Terraform addresses: changing one replaces what people have deployed.
 *
 * @internal
 */
export const CHILD = {
  ...PLACE,
  warehouse: "warehouse",
  principal: "principal",
  credential: "credential",
} as const;

/**
 * One tool's connection to one workspace: where it works, what it may do there, and what it signs in with.
 *
 * The construct's id names the integration. To take it away and keep its data, put {@link AbsentIntegration} in its place.
 *
 * @example
 * ```ts
 * const clevertap = new Integration(stack, "clevertap", {
 *   workspace,
 *   tool: "clevertap",
 *   catalog: { name: "marketing" },
 *   schema: { name: "clevertap" },
 *   privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "SELECT", "CREATE_TABLE"] },
 *   warehouse: { name: "clevertap", autoStopMinutes: 10 },
 *   credentialKind: "pat",
 *   lifetimeDays: 90,
 * });
 * new TerraformOutput(stack, "connection", { value: clevertap.connection });
 * ```
 */
export class Integration extends Construct {
  /** Where its schema is; absent for a tool that has none. */
  readonly catalog?: ICatalog;
  /** Its own schema; absent for a tool that only reads. */
  readonly schema?: ISchema;
  /** What runs its queries. */
  readonly warehouse: ICompute;
  /** Who it signs in as. */
  readonly principal: IServicePrincipal;
  /** Absent when it is made elsewhere. */
  readonly credential?: Credential;
  /** What goes into the tool's form, except the secret. */
  readonly connection: Connection;

  /** @throws Error when a schema has no catalog, or from one of the parts when a value is not allowed */
  constructor(scope: Construct, id: string, props: IntegrationProps) {
    super(scope, id);
    const { tool, owner, read = [], privileges, secondForms = {}, credentialKind: kind, lifetimeDays } = props;
    refuse(`integration ${this.node.path}`, [
      props.schema && !props.catalog && `schema is ${props.schema.name} without a catalog; name the catalog`,
    ]);
    const { catalog, schema } = props;
    const place = catalog && createNamespace(this, { catalog, schema, owner });
    this.catalog = place?.catalog;
    this.schema = place?.schema;
    this.warehouse = isMade(props.warehouse) ? props.warehouse : resolveCompute(this, CHILD.warehouse, props.warehouse);
    const principal = props.principal ?? { displayName: id };
    this.principal = isMade(principal)
      ? principal
      : resolvePrincipal(this, CHILD.principal, principal, [this.warehouse.entitlement, ...(props.entitlements ?? [])]);
    if (!props.externalCredential) {
      this.credential = new Credential(this, CHILD.credential, {
        workspace: props.workspace,
        principal: this.principal,
        kind,
        lifetimeDays,
        comment: `onramp:${id}`,
      });
    }

    if (place) grantNamespace(place, this.principal, privileges);
    const connected = Object.entries(secondForms).map(([name, form]): [string, SecondConnection] => [
      name,
      this.#connect(name, form, owner),
    ]);
    for (const securable of read) {
      grantRead(this.principal, securable, applicable(privileges.read ?? ["SELECT"], kindOf(securable)));
    }
    this.warehouse.grantUse(this.principal);

    this.connection = {
      integration: id,
      tool,
      host: this.warehouse.hostname,
      port: this.warehouse.port,
      http_path: this.warehouse.httpPath,
      ...this.warehouse.names,
      auto_stop_minutes: this.warehouse.autoStopMinutes,
      catalog: this.catalog?.catalogName ?? read[0]?.catalog,
      schema: this.schema?.schemaName,
      read: read.map(fullName),
      access: props.mode,
      second_forms: connected.length > 0 ? Object.fromEntries(connected) : undefined,
      principal: {
        application_id: this.principal.applicationId,
        display_name: this.principal.displayName,
        existing: this.principal.existing,
      },
      credential: this.credential
        ? { kind, id: this.credential.credentialId, lifetime_days: lifetimeDays }
        : { kind, external: true },
    };
  }

  #connect(name: string, form: SecondFormProps, owner: string | undefined): SecondConnection {
    if ("of" in form) return { of: form.of };
    const { catalog, schema, privileges } = form;
    const place = createNamespace(secondFormScope(this, name), { catalog, schema, owner });
    grantNamespace(place, this.principal, privileges);
    return { catalog: place.catalog.catalogName, schema: place.schema!.schemaName };
  }
}

function isMade<T extends IConstruct>(given: T | object): given is T {
  return Construct.isConstruct(given);
}
