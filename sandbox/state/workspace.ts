import { AccessControl } from "./access-control";
import { Clusters } from "./clusters";
import { Credentials } from "./credentials";
import type { WorkspaceData } from "./data";
import { Files } from "./files";
import { History } from "./history";
import { IpAccess } from "./ip-access";
import { ObjectPermissions } from "./object-permissions";
import { newData, seed, type WorkspaceKind } from "./new-workspace";
import { ADMIN, type Caller, Principals, nameOf } from "./principals";
import { Settings } from "./settings";
import { Keeper } from "./keeper";
import { UnityCatalog } from "./unity-catalog";
import { WarehouseConfig } from "./warehouse-config";
import { Warehouses } from "./warehouses";

export { ADMIN };

export interface WorkspaceOptions extends WorkspaceKind {
  /** Snapshot file; without it everything is forgotten at the end. */
  readonly file?: string;
  /** Folder for the files in volumes; without it volumes can hold none. */
  readonly filesFolder?: string;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Milliseconds a warehouse takes to start. Default 0. */
  readonly warehouseStartMillis?: number;
  /** Milliseconds an all-purpose cluster takes to start. Default 0. */
  readonly clusterStartMillis?: number;
}

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
  readonly warehouseConfig: WarehouseConfig;
  readonly warehouses: Warehouses;
  readonly clusters: Clusters;
  readonly ipAccess: IpAccess;
  readonly settings: Settings;
  readonly history: History;
  readonly #keeper?: Keeper;

  constructor(options: WorkspaceOptions = {}) {
    this.now = options.now ?? Date.now;
    this.#keeper = options.file === undefined ? undefined : new Keeper(options.file);
    const kept = this.#keeper?.read();
    this.data = kept ?? newData(options, this.now());
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
    const { data, access, principals, now } = this;
    const { warehouseStartMillis = 0, clusterStartMillis = 0 } = options;
    this.warehouseConfig = new WarehouseConfig(data);
    this.warehouses = new Warehouses(data, access, principals, this.warehouseConfig, now, warehouseStartMillis);
    this.clusters = new Clusters(data, access, principals, now, clusterStartMillis);
    this.permissions = new ObjectPermissions(access, this.credentials, this.warehouses, this.clusters, principals);
    if (!kept) seed(this);
    this.save();
  }

  /** The admin as a caller. */
  get admin(): Caller {
    const user = this.principals.findByName(ADMIN);
    if (user?.kind !== "user") throw new Error(`the workspace has lost its user ${ADMIN}`);
    return this.principals.asCaller(user);
  }

  /**
   * A new token of the admin, for whoever starts the sandbox. Earlier ones made by this are revoked.
   *
   * @param lifetimeSeconds absent: it never expires
   */
  issueAdminToken(lifetimeSeconds?: number): string {
    const comment = "sandbox";
    for (const token of this.credentials.tokens(this.admin)) {
      if (token.comment === comment) this.credentials.revokeToken(this.admin, token.id);
    }
    return this.credentials.createToken(this.admin, comment, lifetimeSeconds).value;
  }

  /** Says that something may have changed, so that {@link settled} has something to wait for. */
  changed(): void {
    this.#keeper?.changed(this.data);
  }

  /**
   * Waits until everything that was {@link changed} before is durable: what is answered before that may be lost.
   *
   * @throws ServiceError when it cannot be kept, e.g. as the disk is full
   */
  settled(): Promise<void> {
    return this.#keeper?.settled() ?? Promise.resolve();
  }

  /** Writes what is not written yet. @throws Error when it cannot be kept */
  close(): void {
    this.#keeper?.close(this.data);
  }

  /** Writes everything anew, now. */
  save(): void {
    this.#keeper?.save(this.data);
  }
}
