import { Construct } from "constructs";
import type { Privilege } from "../lib/databricks/privilege";
import { addRemovedCatalog } from "./removed-catalog";
import type { ICatalog } from "./catalog-base";
import { resolveCatalog, resolveSchema, type CatalogChoice, type SchemaChoice } from "./choices";
import { ExistingCatalog } from "./existing-catalog";
import type { ISchema } from "./schema-base";
import type { IServicePrincipal } from "./service-principal-base";

/** Ids of a namespace's children, part of Terraform addresses. */
export const PLACE = { catalog: "catalog", schema: "schema" } as const;

/** A catalog and, in it, a schema. */
export interface Namespace {
  readonly catalog: ICatalog;
  readonly schema?: ISchema;
}

/** Where a tool makes things of its own. */
export interface NamespaceProps {
  /** Given as properties, it is made or looked up. */
  readonly catalog: ICatalog | CatalogChoice;
  /**
   * The schema in the catalog.
   *
   * @default - none
   */
  readonly schema?: SchemaChoice;
  /**
   * Group, user or application id that owns schema and catalog, where they belong to the stack and their properties do
   * not say otherwise.
   *
   * @default - the identity that deploys
   */
  readonly owner?: string;
}

/** What a tool is allowed where it makes things. */
export interface NamespacePrivileges {
  /**
   * On the catalog.
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
   * On its own schema as well, where the metastore's privilege model is 1.1 or later.
   *
   * @default - none
   */
  readonly schemaFrom11?: readonly Privilege[];
}

/** Id of what holds second connections. */
const SECOND_FORMS = "second_forms";

/** Where the parts of a second connection are, below its integration. */
export function secondFormScope(integration: Construct, name: string): Construct {
  const all = integration.node.tryFindChild(SECOND_FORMS);
  return new Construct(all ?? new Construct(integration, SECOND_FORMS), name);
}

/**
 * Makes or looks up the schema and, unless it is given, the catalog. A catalog given that is there already may be the one
 * that was made here before others came to use it: that one leaves the state and stays.
 */
export function createNamespace(scope: Construct, { catalog: given, schema, owner }: NamespaceProps): Namespace {
  const catalog = isCatalog(given) ? given : resolveCatalog(scope, PLACE.catalog, given, owner);
  if (given instanceof ExistingCatalog) addRemovedCatalog(new Construct(scope, PLACE.catalog));
  if (schema === undefined) return { catalog };
  return { catalog, schema: resolveSchema(scope, PLACE.schema, catalog, schema, owner) };
}

/** Lets a principal do what is listed; privileges on a schema count only where there is one. */
export function grantNamespace(
  { catalog, schema }: Namespace,
  principal: IServicePrincipal,
  privileges: NamespacePrivileges,
): void {
  catalog.grant(principal, ...(privileges.catalog ?? []));
  schema?.grant(principal, ...(privileges.schema ?? [])).allowFrom11(...(privileges.schemaFrom11 ?? []));
}

function isCatalog(catalog: ICatalog | CatalogChoice): catalog is ICatalog {
  return Construct.isConstruct(catalog);
}
