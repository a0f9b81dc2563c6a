import type { Authorization } from "./authorization";
import type { SchemaRecord } from "./records/schema";
import type { SchemaObject } from "./records/securable";
import { type ErrorCode, ServiceError, denied } from "./errors";
import { fold, newName } from "./names";
import type { Caller } from "./principals";

/** What every new object in a schema may come with. */
export interface NewObject {
  readonly name: string;
  readonly comment?: string;
  readonly properties?: Record<string, string>;
}

/** Fields of a record that do not depend on what it is. */
export type Stamp = Pick<
  SchemaObject,
  "id" | "name" | "owner" | "comment" | "properties" | "createdAt" | "createdBy" | "updatedAt" | "updatedBy"
>;

/** The schemas around the objects. */
export interface SchemaHost {
  readonly authorization: Authorization;
  findSchema(catalogName: string, schemaName: string): SchemaRecord | undefined;
  schema(caller: Caller, catalogName: string, schemaName: string): SchemaRecord;
  /** Refuses schemas in which nothing can be made. */
  requireWritable(schema: SchemaRecord): void;
  stamp(caller: Caller, name: string, input: NewObject): Stamp;
  /** Tells that a record is gone. */
  forget(object: SchemaObject): void;
}

/** What differs between kinds of objects. */
export interface ObjectKind {
  readonly label: "Table" | "Volume" | "Function";
  /** The privilege that is missed by a caller to whom the object does not show. */
  readonly use: string;
}

/** The objects of one kind in all schemas. Every operation is done as a caller; names are in any case. */
export class SchemaObjects<R extends SchemaObject> {
  readonly #host: SchemaHost;
  readonly #records: Map<string, R>;
  readonly #kind: ObjectKind;

  constructor(host: SchemaHost, records: Map<string, R>, kind: ObjectKind) {
    this.#host = host;
    this.#records = records;
    this.#kind = kind;
  }

  /** Without regard to privileges. */
  find(catalogName: string, schemaName: string, name: string): R | undefined {
    const schema = this.#host.findSchema(catalogName, schemaName);
    return schema && this.#findIn(schema.id, name);
  }

  #findIn(schemaId: string, name: string): R | undefined {
    const folded = fold(name);
    for (const record of this.#records.values()) {
      if (record.schemaId === schemaId && record.name === folded) return record;
    }
    return undefined;
  }

  /** All of a schema, by name and without regard to privileges. */
  in(schema: SchemaRecord): R[] {
    return byName([...this.#records.values()].filter((each) => each.schemaId === schema.id));
  }

  /** Those the caller sees; needs USE CATALOG and USE SCHEMA. */
  list(caller: Caller, catalogName: string, schemaName: string): R[] {
    const schema = this.#host.schema(caller, catalogName, schemaName);
    this.#host.authorization.require(caller, "USE_SCHEMA", schema);
    return this.in(schema).filter((each) => this.#host.authorization.sees(caller, each));
  }

  /** @throws ServiceError …_DOES_NOT_EXIST; PERMISSION_DENIED when the caller holds nothing there */
  get(caller: Caller, catalogName: string, schemaName: string, name: string): R {
    const { authorization } = this.#host;
    const schema = this.#host.schema(caller, catalogName, schemaName);
    authorization.require(caller, "USE_SCHEMA", schema);
    const record = this.#findIn(schema.id, name);
    if (!record) {
      const full = [catalogName, schemaName, name].map(fold).join(".");
      throw new ServiceError(this.#code("DOES_NOT_EXIST"), `${this.#kind.label} '${full}' does not exist.`);
    }
    if (!authorization.sees(caller, record)) authorization.require(caller, this.#kind.use, record);
    return record;
  }

  /** @param privilege what creating one takes on the schema */
  protected add(
    caller: Caller,
    [catalogName, schemaName]: readonly [string, string],
    privilege: string,
    input: NewObject,
    build: (stamp: Stamp, schema: SchemaRecord) => R,
  ): R {
    const schema = this.#host.schema(caller, catalogName, schemaName);
    this.#host.requireWritable(schema);
    this.#host.authorization.require(caller, "USE_SCHEMA", schema);
    this.#host.authorization.require(caller, privilege, schema);
    const name = newName(input.name, this.#kind.label);
    this.#requireFree(schema.id, name);
    const record = build(this.#host.stamp(caller, name, input), schema);
    this.#records.set(record.id, record);
    return record;
  }

  #requireFree(schemaId: string, name: string, self?: R): void {
    const other = this.#findIn(schemaId, name);
    if (!other || other === self) return;
    const full = this.#host.authorization.fullName(other);
    throw new ServiceError(this.#code("ALREADY_EXISTS"), `${this.#kind.label} '${full}' already exists`);
  }

  /** Gives it another name in its schema. Grants stay. */
  rename(caller: Caller, record: R, to: string): void {
    this.#host.authorization.requireManage(caller, record);
    const name = newName(to, this.#kind.label);
    this.#requireFree(record.schemaId, name, record);
    record.name = name;
  }

  drop(caller: Caller, catalogName: string, schemaName: string, name: string): void {
    const record = this.get(caller, catalogName, schemaName, name);
    const schema = this.#host.schema(caller, catalogName, schemaName);
    this.#host.requireWritable(schema);
    this.#host.authorization.requireManage(caller, record);
    this.#remove(record);
  }

  /** With the schema they are in. */
  dropAll(schema: SchemaRecord): void {
    this.in(schema).forEach((record) => this.#remove(record));
  }

  #remove(record: R): void {
    this.#records.delete(record.id);
    this.#host.forget(record);
  }

  #code(what: "DOES_NOT_EXIST" | "ALREADY_EXISTS"): ErrorCode {
    return `${this.#kind.label.toUpperCase() as Uppercase<ObjectKind["label"]>}_${what}`;
  }
}

/** @throws ServiceError PERMISSION_DENIED for what can only be read */
export function requireManagedCatalog(catalog: { readonly name: string; readonly catalogType: string }): void {
  if (catalog.catalogType === "MANAGED_CATALOG") return;
  throw denied(
    `Catalog '${catalog.name}' is read-only: it is a ${catalog.catalogType.replaceAll("_", " ").toLowerCase()}.`,
  );
}

/** Sorted by name. */
export const byName = <T extends { name: string }>(records: T[]): T[] =>
  records.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
