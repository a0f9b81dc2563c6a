import type { OnrampConfig } from "../config";
import { readStates, type StateOptions, type StateResource } from "./states";

/** A service principal that a state holds, by its three names. */
export interface ManagedPrincipal {
  /** Numeric SCIM id. */
  readonly id: string;
  readonly applicationId: string;
  readonly displayName: string;
}

/** What one principal holds on one securable, as far as a state says. */
export interface ManagedGrant {
  /** Application id. */
  readonly principal: string;
  /** Full name of the catalog, schema or table. */
  readonly on: string;
  readonly privileges: readonly string[];
}

/** An OAuth secret that a state holds, without its value. */
export interface ManagedSecret {
  readonly id: string;
  /** Numeric SCIM id of its service principal. */
  readonly principal: string;
  /** As the program asked for it, e.g. `7776000s`. */
  readonly lifetime: string;
}

/** An integration of which a state holds something. */
export interface ManagedIntegration {
  /** Key of its entry, there or not. */
  readonly name: string;
  readonly stack: string;
}

/** What the Terraform states of a config's stacks hold: the kit's own. What is only looked up is not among it. */
export interface Managed {
  readonly catalogs: ReadonlySet<string>;
  /** Full names. */
  readonly schemas: ReadonlySet<string>;
  /** Of catalogs and schemas by full name, as of the last run. */
  readonly owners: ReadonlyMap<string, string>;
  /** Ids. */
  readonly warehouses: ReadonlySet<string>;
  readonly principals: readonly ManagedPrincipal[];
  readonly grants: readonly ManagedGrant[];
  /** Memberships in groups, `<SCIM id of the group>|<of the member>`. */
  readonly memberships: ReadonlySet<string>;
  /** Ids of personal access tokens. */
  readonly tokens: ReadonlySet<string>;
  /** Ids of OAuth secrets. */
  readonly secrets: ReadonlySet<string>;
  /** The same with what else is known of them. */
  readonly secretDetails: readonly ManagedSecret[];
  readonly integrations: readonly ManagedIntegration[];
}

/**
 * Reads what the states of a config's stacks hold, whatever the backend. A stack that was never deployed holds nothing.
 *
 * @throws StateError when a state is damaged
 * @throws ServiceError when the backend cannot be read
 */
export async function managedBy(config: OnrampConfig, options: StateOptions): Promise<Managed> {
  return managedIn(await readStates(config, options));
}

/** What some resources of states are: ids and names, and none of the credentials beside them. */
export function managedIn(resources: readonly StateResource[]): Managed {
  const managed = resources.filter(({ mode }) => mode === "managed");
  const each = <T>(type: string, read: (text: (attribute: string) => string, raw: Attributes) => T): T[] =>
    managed
      .filter((resource) => resource.type === type)
      .flatMap(({ instances }) => instances)
      .map(({ attributes }) => read((name) => textOf(attributes[name]), attributes));
  const ids = (type: string) => new Set(each(type, (text) => text("id")).filter((id) => id !== ""));
  return {
    catalogs: ids("databricks_catalog"),
    schemas: ids("databricks_schema"),
    owners: new Map(
      ["databricks_catalog", "databricks_schema"].flatMap((type) =>
        each(type, (text) => [text("id"), text("owner")] as const),
      ),
    ),
    warehouses: ids("databricks_sql_endpoint"),
    principals: each("databricks_service_principal", (text) => ({
      id: text("id"),
      applicationId: text("application_id"),
      displayName: text("display_name"),
    })),
    grants: each("databricks_grant", (text, raw) => ({
      principal: text("principal"),
      on: text("table") || text("schema") || text("catalog"),
      privileges: Array.isArray(raw.privileges) ? raw.privileges.map(textOf) : [],
    })),
    memberships: ids("databricks_group_member"),
    tokens: new Set([...ids("databricks_obo_token"), ...ids("databricks_token")]),
    secrets: ids("databricks_service_principal_secret"),
    secretDetails: each("databricks_service_principal_secret", (text) => ({
      id: text("id"),
      principal: text("service_principal_id"),
      lifetime: text("lifetime"),
    })),
    integrations: integrationsIn(resources),
  };
}

type Attributes = Readonly<Record<string, unknown>>;

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/**
 * What tells that an integration is there, by addresses that begin with the entry's key: every one has a principal,
 * made or looked up. Where a deploy stopped at a schema that is not empty, that and its catalog are all that is left.
 */
const SIGNS = [
  /^(?:data\.)?databricks_service_principal\.integrations_(?<name>.+)_principal_[0-9A-F]{8}$/,
  /^databricks_(catalog|schema)\.integrations_(?<name>.+?)(?:_second_forms_[a-z]+)?_\1_[0-9A-F]{8}$/,
];

function integrationsIn(resources: readonly StateResource[]): ManagedIntegration[] {
  const found = resources
    .filter(({ instances }) => instances.length > 0)
    .map(({ address, stack }) => ({ name: nameIn(address), stack }))
    .filter((each): each is ManagedIntegration => each.name !== undefined);
  return [...new Map(found.map((each) => [`${each.stack}/${each.name}`, each])).values()];
}

function nameIn(address: string): string | undefined {
  return SIGNS.map((sign) => sign.exec(address)?.groups?.name).find((name) => name !== undefined);
}
