import { Authorization } from "./authorization";
import { Bindings } from "./bindings";
import { CatalogSources } from "./catalog-sources";
import type { WorkspaceData } from "./data";
import type { CatalogRecord, CatalogSource } from "./records/catalog";
import type { SchemaRecord } from "./records/schema";
import type { OwnedSecurable, Securable } from "./records/securable";
import type { ColumnRecord, TableRecord } from "./records/table";
import { requireStorage } from "./editions";
import { ServiceError, denied, invalid, missing } from "./errors";
import { Functions } from "./functions";
import { Grants } from "./grants";
import { newUuid } from "./identifiers";
import { fold, newName, partsOf } from "./names";
import type { Caller, Principals } from "./principals";
import { type NewObject, type SchemaHost, type Stamp, byName, requireManagedCatalog } from "./schema-objects";
import { type NewTable, Tables } from "./tables";
import { Volumes } from "./volumes";

export interface NewCatalog extends NewObject {
  readonly storageRoot?: string;
  /** Makes it a shared or a foreign catalog. */
  readonly source?: CatalogSource;
}

export interface NewSchema extends NewObject {
  readonly storageRoot?: string;
}

/** What may change on an existing securable. Absent keys stay. */
export interface SecurablePatch {
  readonly owner?: string;
  readonly comment?: string;
  readonly properties?: Record<string, string>;
  readonly isolationMode?: CatalogRecord["isolationMode"];
  readonly predictiveOptimization?: CatalogRecord["predictiveOptimization"];
  readonly columns?: ColumnRecord[];
}

/**
 * Catalogs, schemas and what is in them. Every operation is done as a caller and refuses what that caller may
 * not do, so REST and SQL cannot differ in what they allow. Names in arguments are in any case.
 */
export class UnityCatalog {
  readonly authorization: Authorization;
  readonly bindings: Bindings;
  readonly sources: CatalogSources;
  readonly grants: Grants;
  readonly volumes: Volumes;
  readonly functions: Functions;
  readonly #data: WorkspaceData;
  readonly #principals: Principals;
  readonly #now: () => number;
  readonly #tables: Tables;
  readonly #dropListeners: ((dropped: OwnedSecurable) => void)[] = [];

  constructor(data: WorkspaceData, principals: Principals, now: () => number) {
    this.#data = data;
    this.#principals = principals;
    this.#now = now;
    this.authorization = new Authorization(data);
    this.bindings = new Bindings(data, this.authorization, (name) => this.#existing(name));
    this.sources = new CatalogSources(data, now);
    this.grants = new Grants(data, this.authorization, principals);
    const host: SchemaHost = {
      authorization: this.authorization,
      findSchema: (catalogName, schemaName) => this.findSchema(catalogName, schemaName),
      schema: (caller, catalogName, schemaName) => this.schema(caller, catalogName, schemaName),
      requireWritable: (schema) => this.#requireWritable(schema),
      stamp: (caller, name, input) => this.#stamp(caller.name, name, input),
      forget: (object) => this.#forget(object),
    };
    this.#tables = new Tables(host, data.tables, data.identity.privilegeModel);
    this.volumes = new Volumes(host, data.volumes);
    this.functions = new Functions(host, data.functions);
  }

  /** Calls `listener` for everything that is dropped, children first, so that its data can be removed. */
  onDrop(listener: (dropped: OwnedSecurable) => void): void {
    this.#dropListeners.push(listener);
  }

  // Look-ups. `find…` ignores privileges and is for the service itself; the others are for a caller.

  findCatalog(name: string): CatalogRecord | undefined {
    const folded = fold(name);
    for (const catalog of this.#data.catalogs.values()) if (catalog.name === folded) return catalog;
    return undefined;
  }

  findSchema(catalogName: string, schemaName: string): SchemaRecord | undefined {
    const catalog = this.findCatalog(catalogName);
    const folded = fold(schemaName);
    for (const schema of this.#data.schemas.values()) {
      if (schema.catalogId === catalog?.id && schema.name === folded) return schema;
    }
    return undefined;
  }

  findTable(catalogName: string, schemaName: string, tableName: string): TableRecord | undefined {
    return this.#tables.find(catalogName, schemaName, tableName);
  }

  schemasIn(catalog: CatalogRecord): SchemaRecord[] {
    return byName([...this.#data.schemas.values()].filter((schema) => schema.catalogId === catalog.id));
  }

  tablesIn(schema: SchemaRecord): TableRecord[] {
    return this.#tables.in(schema);
  }

  /** Catalogs the caller sees, by name. */
  catalogs(caller: Caller): CatalogRecord[] {
    return byName(
      [...this.#data.catalogs.values()].filter(
        (each) => this.bindings.allow(each) && this.authorization.sees(caller, each),
      ),
    );
  }

  /** Schemas the caller sees; needs USE CATALOG. */
  schemas(caller: Caller, catalogName: string): SchemaRecord[] {
    const catalog = this.catalog(caller, catalogName);
    this.authorization.require(caller, "USE_CATALOG", catalog);
    return this.schemasIn(catalog).filter((each) => isInformationSchema(each) || this.authorization.sees(caller, each));
  }

  /** Tables and views the caller sees; needs USE CATALOG and USE SCHEMA. */
  tables(caller: Caller, catalogName: string, schemaName: string): TableRecord[] {
    return this.#tables.list(caller, catalogName, schemaName);
  }

  /** @throws ServiceError CATALOG_DOES_NOT_EXIST; PERMISSION_DENIED when the caller holds nothing there */
  catalog(caller: Caller, name: string): CatalogRecord {
    const catalog = this.#existing(name);
    if (!this.bindings.allow(catalog)) throw denied(`Catalog '${catalog.name}' is not accessible in current workspace`);
    if (!this.authorization.sees(caller, catalog)) this.authorization.require(caller, "USE_CATALOG", catalog);
    return catalog;
  }

  #existing(catalogName: string): CatalogRecord {
    const catalog = this.findCatalog(catalogName);
    if (!catalog) throw new ServiceError("CATALOG_DOES_NOT_EXIST", `Catalog '${fold(catalogName)}' does not exist.`);
    return catalog;
  }

  schema(caller: Caller, catalogName: string, schemaName: string): SchemaRecord {
    const open = this.#openToAll(catalogName, schemaName);
    if (open) return open;
    const catalog = this.catalog(caller, catalogName);
    this.authorization.require(caller, "USE_CATALOG", catalog);
    const schema = this.findSchema(catalogName, schemaName);
    if (!schema) {
      throw new ServiceError("SCHEMA_DOES_NOT_EXIST", `Schema '${catalog.name}.${fold(schemaName)}' does not exist.`);
    }
    if (!isInformationSchema(schema) && !this.authorization.sees(caller, schema)) {
      this.authorization.require(caller, "USE_SCHEMA", schema);
    }
    return schema;
  }

  /** `system.information_schema` is for everybody; it shows each caller what that may see. */
  #openToAll(catalogName: string, schemaName: string): SchemaRecord | undefined {
    const schema = this.findSchema(catalogName, schemaName);
    const isOpen = schema && isInformationSchema(schema) && this.#catalogOf(schema)?.catalogType === "SYSTEM_CATALOG";
    return isOpen ? schema : undefined;
  }

  table(caller: Caller, catalogName: string, schemaName: string, tableName: string): TableRecord {
    return this.#tables.get(caller, catalogName, schemaName, tableName);
  }

  /** The securable of a grant by REST type and full name. */
  securable(caller: Caller, type: string, fullName: string): Securable {
    const [a = "", b = "", c = ""] = partsOf(fullName);
    switch (type.toLowerCase()) {
      case "metastore": {
        const { metastore } = this.authorization;
        if (fullName !== metastore.id) throw missing(`Metastore '${fullName}' does not exist.`);
        return metastore;
      }
      case "catalog":
        return this.catalog(caller, a);
      case "schema":
        return this.schema(caller, a, b);
      case "table":
      case "view":
        return this.table(caller, a, b, c);
      case "volume":
        return this.volumes.get(caller, a, b, c);
      case "function":
        return this.functions.get(caller, a, b, c);
      default:
        throw invalid(`Securable type ${type} is not supported by this workspace.`);
    }
  }

  // Changes

  createCatalog(caller: Caller, input: NewCatalog): CatalogRecord {
    this.authorization.require(caller, "CREATE_CATALOG", this.authorization.metastore);
    const name = newName(input.name, "Catalog");
    const { source } = input;
    if (source) this.sources.require(caller, source);
    else requireStorage(this.#data.identity, input.storageRoot);
    if (this.findCatalog(name)) throw new ServiceError("CATALOG_ALREADY_EXISTS", `Catalog '${name}' already exists`);
    const catalog: CatalogRecord = {
      ...this.#stamp(caller.name, name, input),
      kind: "catalog",
      catalogType: catalogTypeOf(source),
      source,
      storageRoot: input.storageRoot,
      isolationMode: "OPEN",
      predictiveOptimization: "INHERIT",
      boundWorkspaces: [],
    };
    this.#data.catalogs.set(catalog.id, catalog);
    this.#addSchema("System user", catalog, { name: "information_schema" });
    if (!source) this.#addSchema(caller.name, catalog, { name: "default" });
    return catalog;
  }

  createSchema(caller: Caller, catalogName: string, input: NewSchema): SchemaRecord {
    const catalog = this.catalog(caller, catalogName);
    requireManagedCatalog(catalog);
    this.authorization.require(caller, "USE_CATALOG", catalog);
    this.authorization.require(caller, "CREATE_SCHEMA", catalog);
    const name = newName(input.name, "Schema");
    if (this.findSchema(catalog.name, name)) {
      throw new ServiceError("SCHEMA_ALREADY_EXISTS", `Schema '${catalog.name}.${name}' already exists`);
    }
    return this.#addSchema(caller.name, catalog, { ...input, name });
  }

  #addSchema(owner: string, catalog: CatalogRecord, input: NewSchema): SchemaRecord {
    const schema: SchemaRecord = {
      ...this.#stamp(owner, input.name, input),
      kind: "schema",
      catalogId: catalog.id,
      storageRoot: input.storageRoot,
      predictiveOptimization: "INHERIT",
    };
    this.#data.schemas.set(schema.id, schema);
    return schema;
  }

  createTable(caller: Caller, catalogName: string, schemaName: string, input: NewTable): TableRecord {
    return this.#tables.create(caller, catalogName, schemaName, input);
  }

  update(caller: Caller, securable: OwnedSecurable, patch: SecurablePatch): void {
    this.authorization.requireManage(caller, securable);
    this.#requireChangeable(securable);
    if (patch.owner !== undefined) {
      if (!this.#principals.isGrantee(patch.owner)) {
        throw new ServiceError("RESOURCE_DOES_NOT_EXIST", `Could not find principal with name ${patch.owner}.`);
      }
      securable.owner = patch.owner;
    }
    if (patch.comment !== undefined) securable.comment = patch.comment || undefined;
    if (patch.properties !== undefined) securable.properties = patch.properties;
    if ((securable.kind === "catalog" || securable.kind === "schema") && patch.predictiveOptimization !== undefined) {
      securable.predictiveOptimization = patch.predictiveOptimization;
    }
    if (securable.kind === "catalog" && patch.isolationMode !== undefined) {
      securable.isolationMode = patch.isolationMode;
      // The service binds the workspace that isolates a catalog, so that it does not lock itself out.
      if (patch.isolationMode === "ISOLATED" && securable.boundWorkspaces.length === 0) {
        securable.boundWorkspaces = [this.#data.identity.workspaceId];
      }
    }
    if (securable.kind === "table" && patch.columns !== undefined) securable.columns = patch.columns;
    securable.updatedAt = this.#now();
    securable.updatedBy = caller.name;
  }

  /** `force` drops what is inside too; without it a catalog or schema with contents is refused. */
  dropCatalog(caller: Caller, name: string, force = false): void {
    const catalog = this.catalog(caller, name);
    this.authorization.requireManage(caller, catalog);
    this.#requireChangeable(catalog);
    const schemas = this.schemasIn(catalog);
    if (!force && schemas.some((schema) => !isInformationSchema(schema))) {
      throw new ServiceError(
        "INVALID_STATE",
        `Catalog '${catalog.name}' is not empty. The catalog has one or more schemas.`,
      );
    }
    schemas.forEach((schema) => this.#removeSchema(schema));
    this.#data.catalogs.delete(catalog.id);
    this.#forget(catalog);
  }

  dropSchema(caller: Caller, catalogName: string, schemaName: string, force = false): void {
    const schema = this.schema(caller, catalogName, schemaName);
    if (isInformationSchema(schema)) throw denied("Schema information_schema cannot be dropped.");
    this.authorization.requireManage(caller, schema);
    this.#requireChangeable(schema);
    if (!force && [this.#tables, this.volumes, this.functions].some((objects) => objects.in(schema).length > 0)) {
      throw new ServiceError(
        "INVALID_STATE",
        `Schema '${fold(catalogName)}.${schema.name}' is not empty. The schema has one or more tables, volumes or functions.`,
      );
    }
    this.#removeSchema(schema);
  }

  dropTable(caller: Caller, catalogName: string, schemaName: string, tableName: string): void {
    this.#tables.drop(caller, catalogName, schemaName, tableName);
  }

  /** Gives a table or view another name in its schema. */
  renameTable(caller: Caller, table: TableRecord, to: string): void {
    this.#tables.rename(caller, table, to);
  }

  #removeSchema(schema: SchemaRecord): void {
    [this.#tables, this.volumes, this.functions].forEach((objects) => objects.dropAll(schema));
    this.#data.schemas.delete(schema.id);
    this.#forget(schema);
  }

  #forget(securable: OwnedSecurable): void {
    this.#data.grants.delete(securable.id);
    this.#dropListeners.forEach((listener) => listener(securable));
  }

  #catalogOf(securable: OwnedSecurable): CatalogRecord | undefined {
    return this.authorization.lineage(securable).find((each) => each.kind === "catalog");
  }

  #requireWritable(schema: SchemaRecord): void {
    const catalog = this.#catalogOf(schema);
    if (catalog) requireManagedCatalog(catalog);
    if (isInformationSchema(schema)) throw denied("Schema information_schema is read-only.");
  }

  /** Not even the metastore's owner changes what Databricks keeps up. */
  #requireChangeable(securable: OwnedSecurable): void {
    const catalog = this.#catalogOf(securable);
    if (catalog && !catalog.source) requireManagedCatalog(catalog);
  }

  #stamp(owner: string, name: string, input: NewObject): Stamp {
    const at = this.#now();
    return {
      id: newUuid(),
      name,
      owner,
      comment: input.comment || undefined,
      properties: input.properties ?? {},
      createdAt: at,
      createdBy: owner,
      updatedAt: at,
      updatedBy: owner,
    };
  }
}

function catalogTypeOf(source: CatalogSource | undefined): CatalogRecord["catalogType"] {
  if (!source) return "MANAGED_CATALOG";
  return "connection" in source ? "FOREIGN_CATALOG" : "DELTASHARING_CATALOG";
}

/** Every catalog's built-in schema of views on the catalog's own metadata, readable by whoever may use the catalog. */
export const isInformationSchema = (schema: SchemaRecord): boolean => schema.name === "information_schema";
