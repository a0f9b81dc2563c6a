import { randomBytes, randomInt } from "node:crypto";
import { SEED_TABLES } from "../seed/tables";
import { type AccessControl, TOKENS } from "./access-control";
import type { WorkspaceData } from "./data";
import type { Cloud, Edition, PrivilegeModel } from "./records/identity";
import { WORKSPACE_CATALOG } from "./editions";
import { newTokenId, newUuid } from "./identifiers";
import { ACCOUNT_USERS, ADMIN, type Caller, type Principals } from "./principals";
import { laterParts } from "./snapshot";
import { SYSTEM, SYSTEM_TABLES } from "./system";
import type { UnityCatalog } from "./unity-catalog";
import type { Warehouses } from "./warehouses";

/** Owns what the service itself keeps. */
const SYSTEM_USER = "System user";

const REGIONS: Readonly<Record<Cloud, string>> = { aws: "eu-west-1", azure: "westeurope", gcp: "europe-west4" };
const ROOTS: Readonly<Record<Cloud, (id: string) => string>> = {
  aws: (id) => `s3://sandbox-${id}/metastore`,
  azure: (id) => `abfss://metastore@sandbox${id}.dfs.core.windows.net/`,
  gcp: (id) => `gs://sandbox-${id}/metastore`,
};

/** What the workspace's admins may do in a metastore that nobody in the workspace owns. */
const WITHOUT_METASTORE_ADMIN = [
  ...["CREATE_CATALOG", "CREATE_CONNECTION", "CREATE_EXTERNAL_LOCATION", "CREATE_PROVIDER", "CREATE_RECIPIENT"],
  ...["CREATE_SHARE", "CREATE_STORAGE_CREDENTIAL"],
];

/** What kind of workspace is played. */
export interface WorkspaceKind {
  /** Default aws. */
  readonly cloud?: Cloud;
  /** Play a workspace with fewer possibilities. Default: a whole one. */
  readonly edition?: Edition;
  /** Of a new metastore. Default 1.0. */
  readonly privilegeModel?: PrivilegeModel;
}

/** What a workspace is filled through. */
export interface Fillable {
  readonly admin: Caller;
  readonly data: WorkspaceData;
  readonly principals: Principals;
  readonly access: AccessControl;
  readonly unityCatalog: UnityCatalog;
  readonly warehouses: Warehouses;
}

/** The data of a workspace that has nothing yet. */
export function newData({ cloud = "aws", edition, privilegeModel = "1.0" }: WorkspaceKind, now: number): WorkspaceData {
  return {
    identity: {
      sandboxId: newUuid(),
      workspaceId: randomInt(2 ** 46, 2 ** 48 - 1),
      accountId: newUuid(),
      metastoreId: newUuid(),
      metastoreName: `metastore_${cloud}_${REGIONS[cloud]}`,
      cloud,
      region: REGIONS[cloud],
      edition,
      storageRoot: edition === undefined ? ROOTS[cloud](newTokenId().slice(0, 12)) : undefined,
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
    ...laterParts(),
  };
}

/** Fills a workspace with what a new one has, with the service's defaults for `users` and `account users`. */
export function seed(workspace: Fillable): void {
  seedPrincipals(workspace);
  seedCatalogs(workspace);
  seedSystem(workspace);
  const starter = workspace.warehouses.create(workspace.admin, {
    name: "Serverless Starter Warehouse",
    clusterSize: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 10,
  });
  starter.startedAt = undefined;
  // Such a metastore was made with the workspace, and nobody in it owns it.
  if (workspace.data.identity.edition !== undefined) workspace.data.metastoreOwner = SYSTEM_USER;
}

function seedPrincipals({ principals, access }: Fillable): void {
  const user = principals.addUser(ADMIN, "Sandbox admin");
  principals.addGroup({
    displayName: "admins",
    members: [user.id],
    entitlements: ["allow-cluster-create", "allow-instance-pool-create", "databricks-sql-access", "workspace-access"],
  });
  principals.addGroup({ displayName: "users", entitlements: ["databricks-sql-access", "workspace-access"] });
  access.replace(TOKENS, [
    { principal: "admins", level: "CAN_MANAGE" },
    { principal: "users", level: "CAN_USE" },
  ]);
}

function seedCatalogs(workspace: Fillable): void {
  const { admin, unityCatalog, data } = workspace;
  const { cloud, edition } = data.identity;
  const { grants, authorization } = unityCatalog;
  const add = edition === undefined ? ["CREATE_CATALOG"] : WITHOUT_METASTORE_ADMIN;
  grants.change(admin, authorization.metastore, [{ principal: "admins", add }]);
  const own = edition === undefined ? "main" : WORKSPACE_CATALOG;
  const catalogs = new Set([own, "sandbox", "samples", ...SEED_TABLES.map((table) => table.catalog)]);
  for (const name of catalogs) unityCatalog.createCatalog(admin, { name, storageRoot: ROOTS[cloud](name) });
  const grant = (name: string, ...privileges: string[]) =>
    grants.change(admin, unityCatalog.catalog(admin, name), [{ principal: ACCOUNT_USERS, add: privileges }]);
  grant(own, "USE_CATALOG");
  grant("samples", "USE_CATALOG", "USE_SCHEMA", "SELECT");
  if (edition !== undefined) seedWorkspaceCatalog(workspace);
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
  data.catalogs.set(samples.id, { ...samples, catalogType: "DELTASHARING_CATALOG" });
}

/**
 * The workspace's own catalog is for this workspace only; everybody may make tables in its `default`.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/get-started
 */
function seedWorkspaceCatalog({ admin, unityCatalog }: Fillable): void {
  const schema = unityCatalog.schema(admin, WORKSPACE_CATALOG, "default");
  const making = ["CREATE_TABLE", "CREATE_VOLUME", "CREATE_MODEL", "CREATE_FUNCTION", "CREATE_MATERIALIZED_VIEW"];
  unityCatalog.grants.change(admin, schema, [{ principal: ACCOUNT_USERS, add: ["USE_SCHEMA", ...making] }]);
  const catalog = unityCatalog.catalog(admin, WORKSPACE_CATALOG);
  for (const each of [schema, catalog]) unityCatalog.update(admin, each, { owner: "admins" });
  unityCatalog.update(admin, catalog, { isolationMode: "ISOLATED" });
}

/** The catalog `system`, of which nobody sees anything without a grant. */
function seedSystem({ admin, unityCatalog, data }: Fillable): void {
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
