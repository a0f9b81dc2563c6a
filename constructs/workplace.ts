import { Construct } from "constructs";
import type { Privilege } from "../workspace/privilege";
import { Catalog, type CatalogProps, type ICatalog } from "./catalog";
import { Schema, type ISchema } from "./schema";
import type { IServicePrincipal } from "./service-principal";

/** Ids of a workplace's children, part of Terraform addresses. */
export const PLACE = { catalog: "catalog", schema: "schema" } as const;

/** Where a tool makes things of its own. */
export interface Workplace {
  readonly catalog: ICatalog;
  readonly schema?: ISchema;
}

/** What to make a {@link Workplace} of. */
export interface WorkplaceProps {
  /** Given as properties, it is created. */
  readonly catalog: ICatalog | CatalogProps;
  /**
   * Name of the schema to create in the catalog.
   *
   * @default - none
   */
  readonly schema?: string;
  /**
   * Group, user or application id that owns the created schema and, unless its properties say otherwise, catalog.
   *
   * @default - the identity that deploys
   */
  readonly owner?: string;
}

/** What a tool is allowed where it makes things. */
export interface WorkplacePrivileges {
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

/** Creates the schema and, unless it is given, the catalog. */
export function createWorkplace(scope: Construct, { catalog: given, schema, owner }: WorkplaceProps): Workplace {
  const catalog = isCatalog(given) ? given : new Catalog(scope, PLACE.catalog, { owner, ...given });
  if (schema === undefined) return { catalog };
  return { catalog, schema: new Schema(scope, PLACE.schema, { catalog, name: schema, owner }) };
}

/** Lets a principal do what is listed; privileges on a schema count only where there is one. */
export function grantWorkplace(
  { catalog, schema }: Workplace,
  principal: IServicePrincipal,
  privileges: WorkplacePrivileges,
): void {
  catalog.grant(principal, ...(privileges.catalog ?? []));
  schema?.grant(principal, ...(privileges.schema ?? [])).allowFrom11(...(privileges.schemaFrom11 ?? []));
}

function isCatalog(catalog: ICatalog | CatalogProps): catalog is ICatalog {
  return Construct.isConstruct(catalog);
}
