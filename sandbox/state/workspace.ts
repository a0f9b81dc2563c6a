import { randomBytes, randomInt } from "node:crypto";
import { SEED_TABLES } from "../seed/tables";
import { AccessControl, TOKENS } from "./access-control";
import { Credentials } from "./credentials";
import type { Cloud, PrivilegeModel, WorkspaceData } from "./data";
import { Files } from "./files";
import { History } from "./history";
import { newTokenId, newUuid } from "./identifiers";
import { IpAccess } from "./ip-access";
import { ObjectPermissions } from "./object-permissions";
import { ACCOUNT_USERS, ADMIN, type Caller, Principals, nameOf } from "./principals";
import { Settings } from "./settings";
import { readSnapshot, writeSnapshot } from "./snapshot";
import { SYSTEM, SYSTEM_TABLES } from "./system";
import { UnityCatalog } from "./unity-catalog";
import { Warehouses } from "./warehouses";

export { ADMIN };

/** Owns what the service itself keeps. */
const SYSTEM_USER = "System user";

export interface WorkspaceOptions {
  /** Snapshot file; without it everything is forgotten at the end. */
  readonly file?: string;
  /** Folder for the files in volumes; without it volumes can hold none. */
  readonly filesFolder?: string;
  /** Which cloud to play. Default aws. */
  readonly cloud?: Cloud;
  /** Of a new metastore. Default 1.0. */
  readonly privilegeModel?: PrivilegeModel;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Milliseconds a warehouse takes to start. Default 0. */
  readonly warehouseStartMillis?: number;
}

const REGIONS: Readonly<Record<Cloud, string>> = { aws: "eu-west-1", azure: "westeurope", gcp: "europe-west4" };
const ROOTS: Readonly<Record<Cloud, (id: string) => string>> = {
  aws: (id) => `s3://sandbox-${id}/metastore`,
  azure: (id) => `abfss://metastore@sandbox${id}.dfs.core.windows.net/`,
  gcp: (id) => `gs://sandbox-${id}/metastore`,
};

/**
 * One Databricks workspace: its state and the rules on it, without any protocol. REST, SQL and the Terraform provider
 * are faces of this.
 */
export class Workspace {
  readonly data: WorkspaceData;
  readonly now: () => number;
  readonly principals: Principals;
  readonly access: AccessControl;
  readonly permissions: ObjectPermissions;
  readonly credentials: Credentials;
  readonly unityCatalog: UnityCatalog;
  readonly files: Files;
  readonly warehouses: Warehouses;
  readonly ipAccess: IpAccess;
  readonly settings: Settings;
  readonly history: History;
  readonly #file?: string;
  #saveScheduled = false;

  constructor(options: WorkspaceOptions = {}) {
    this.now = options.now ?? Date.now;
    this.#file = options.file;
    const kept = options.file === undefined ? undefined : readSnapshot(options.file);
    this.data = kept ?? emptyData(options, this.now());
    this.principals = new Principals(this.data, {
      removed: (principal) => {
        this.credentials.forgetPrincipal(principal.id);
        this.access.forgetPrincipal(principal.id);
        this.unityCatalog.grants.forgetPrincipal(nameOf(principal));
      },
      renamed: (from, to) => this.unityCatalog.grants.renamePrincipal(from, to),
    });
    this.access = new AccessControl(this.data, this.principals);
    this.credentials = new Credentials(this.data, this.principals, this.access, this.now);
    this.unityCatalog = new UnityCatalog(this.data, this.principals, this.now);
    this.files = new Files(this.unityCatalog, options.filesFolder);
    this.ipAccess = new IpAccess(this.data, this.now);
    this.settings = new Settings(this.data, this.ipAccess);
    this.history = new History(this.data);
    this.warehouses = new Warehouses(
      this.data,
      this.access,
      this.principals,
      this.now,
      options.warehouseStartMillis ?? 0,
    );
    this.permissions = new ObjectPermissions(this.access, this.credentials, this.warehouses, this.principals);
    if (!kept) this.#seed();
    this.save();
  }

  /** The admin as a caller. */
  get admin(): Caller {
    const user = this.principals.findByName(ADMIN);
    if (user?.kind !== "user") throw new Error(`the workspace has lost its user ${ADMIN}`);
    return this.principals.asCaller(user);
  }

  /** A new token of the admin, for whoever starts the sandbox. Earlier ones made by this are revoked. */
  issueAdminToken(): string {
    const comment = "sandbox";
    for (const token of this.credentials.tokens(this.admin)) {
      if (token.comment === comment) this.credentials.revokeToken(this.admin, token.id);
    }
    return this.credentials.createToken(this.admin, comment, undefined).value;
  }

  /** Says that something may have changed: it is on disk before the next turn of the event loop ends. */
  changed(): void {
    if (this.#file === undefined || this.#saveScheduled) return;
    this.#saveScheduled = true;
    setImmediate(() => {
      this.#saveScheduled = false;
      this.save();
    });
  }

  /** Writes the snapshot now. */
  save(): void {
    if (this.#file !== undefined) writeSnapshot(this.#file, this.data);
  }

  /** What a new workspace has, with the service's defaults for `users` and `account users`. */
  #seed(): void {
    const user = this.principals.addUser(ADMIN, "Sandbox admin");
    this.principals.addGroup({
      displayName: "admins",
      members: [user.id],
      entitlements: ["allow-cluster-create", "allow-instance-pool-create", "databricks-sql-access", "workspace-access"],
    });
    this.principals.addGroup({
      displayName: "users",
      entitlements: ["databricks-sql-access", "workspace-access"],
    });
    this.access.replace(TOKENS, [
      { principal: "admins", level: "CAN_MANAGE" },
      { principal: "users", level: "CAN_USE" },
    ]);
    const { admin, unityCatalog } = this;
    unityCatalog.grants.change(admin, unityCatalog.authorization.metastore, [
      { principal: "admins", add: ["CREATE_CATALOG"] },
    ]);
    const catalogs = new Set(["main", "sandbox", "samples", ...SEED_TABLES.map((table) => table.catalog)]);
    for (const name of catalogs) {
      unityCatalog.createCatalog(admin, { name, storageRoot: ROOTS[this.data.identity.cloud](name) });
    }
    unityCatalog.grants.change(admin, unityCatalog.catalog(admin, "main"), [
      { principal: ACCOUNT_USERS, add: ["USE_CATALOG"] },
    ]);
    unityCatalog.grants.change(admin, unityCatalog.catalog(admin, "samples"), [
      { principal: ACCOUNT_USERS, add: ["USE_CATALOG", "USE_SCHEMA", "SELECT"] },
    ]);
    for (const { catalog, schema, name, comment, columns } of SEED_TABLES) {
      if (!unityCatalog.findSchema(catalog, schema)) unityCatalog.createSchema(admin, catalog, { name: schema });
      unityCatalog.createTable(admin, catalog, schema, {
        name,
        comment,
        tableType: "MANAGED",
        seeded: true,
        columns: columns.map((column) => ({ ...column })),
      });
    }
    // Shared by Databricks and read-only, once it is filled.
    const samples = unityCatalog.catalog(admin, "samples");
    this.data.catalogs.set(samples.id, { ...samples, catalogType: "DELTASHARING_CATALOG" });
    this.#seedSystem();
    const starter = this.warehouses.create(admin, {
      name: "Serverless Starter Warehouse",
      clusterSize: "2X-Small",
      type: "PRO",
      serverless: true,
      autoStopMinutes: 10,
    });
    starter.startedAt = undefined;
  }

  /** The catalog `system`, of which nobody sees anything without a grant. */
  #seedSystem(): void {
    const { admin, unityCatalog, data } = this;
    const storageRoot = ROOTS[data.identity.cloud](SYSTEM);
    const catalog = unityCatalog.createCatalog(admin, { name: SYSTEM, storageRoot });
    unityCatalog.dropSchema(admin, SYSTEM, "default");
    for (const { schema, name, comment, columns } of SYSTEM_TABLES) {
      if (!unityCatalog.findSchema(SYSTEM, schema)) unityCatalog.createSchema(admin, SYSTEM, { name: schema });
      unityCatalog.createTable(admin, SYSTEM, schema, {
        name,
        comment,
        tableType: "MANAGED",
        columns: Object.entries(columns).map(([column, type]) => ({ name: column, type, nullable: true })),
      });
    }
    const schemas = unityCatalog.schemasIn(catalog);
    for (const record of [catalog, ...schemas, ...schemas.flatMap((schema) => unityCatalog.tablesIn(schema))]) {
      record.owner = SYSTEM_USER;
    }
    data.catalogs.set(catalog.id, { ...catalog, catalogType: "SYSTEM_CATALOG" });
  }
}

function emptyData({ cloud = "aws", privilegeModel = "1.0" }: WorkspaceOptions, now: number): WorkspaceData {
  const sandboxId = newUuid();
  return {
    identity: {
      sandboxId,
      workspaceId: randomInt(2 ** 46, 2 ** 48 - 1),
      accountId: newUuid(),
      metastoreId: newUuid(),
      metastoreName: `metastore_${cloud}_${REGIONS[cloud]}`,
      cloud,
      region: REGIONS[cloud],
      storageRoot: ROOTS[cloud](newTokenId().slice(0, 12)),
      privilegeModel,
      signingKey: randomBytes(32).toString("hex"),
      createdAt: now,
    },
    metastoreOwner: "admins",
    principals: new Map(),
    catalogs: new Map(),
    schemas: new Map(),
    tables: new Map(),
    volumes: new Map(),
    functions: new Map(),
    grants: new Map(),
    accessTokens: new Map(),
    clientSecrets: new Map(),
    warehouses: new Map(),
    permissions: new Map(),
    externalAccess: true,
    settings: new Map(),
    ipAccessLists: new Map(),
    history: { statements: [], audit: [], warehouseRuns: [] },
  };
}
