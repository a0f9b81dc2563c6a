import { type AccessControl, clusterObject } from "./access-control";
import { type ClusterSettings, checkCluster } from "./cluster-settings";
import type { WorkspaceData } from "./data";
import type { ClusterRecord } from "./records/cluster";
import { requireClassicCompute } from "./editions";
import { CLUSTERS, mayCreateCompute, requireEntitlement } from "./entitlements";
import { ServiceError, denied, invalid, missing } from "./errors";
import { newClusterId } from "./identifiers";
import type { Caller, Principals } from "./principals";
import { type Phase, phaseAt, stopsAt } from "./uptime";

export type ClusterState = "PENDING" | "RUNNING" | "TERMINATED";

const STATES: Readonly<Record<Phase, ClusterState>> = {
  starting: "PENDING",
  running: "RUNNING",
  stopped: "TERMINATED",
};

/** How a cluster came to be terminated: by somebody, or by itself. */
export interface Termination {
  readonly at: number;
  readonly by?: string;
}

/**
 * All-purpose clusters: what notebooks run on, and SQL clients too. They stop after `autoStopMinutes` without use.
 *
 * @see https://docs.databricks.com/api/workspace/clusters
 */
export class Clusters {
  readonly #data: WorkspaceData;
  readonly #access: AccessControl;
  readonly #principals: Principals;
  readonly #now: () => number;
  /** Milliseconds from a start to RUNNING. */
  startMillis: number;

  constructor(
    data: WorkspaceData,
    access: AccessControl,
    principals: Principals,
    now: () => number,
    startMillis: number,
  ) {
    this.#data = data;
    this.#access = access;
    this.#principals = principals;
    this.#now = now;
    this.startMillis = startMillis;
  }

  /** Clusters the caller may at least attach to, the newest first. */
  list(caller: Caller): ClusterRecord[] {
    return [...this.#data.clusters.values()]
      .filter((each) => this.#access.allows(caller, clusterObject(each.id), "CAN_ATTACH_TO"))
      .reverse();
  }

  /** @throws ServiceError INVALID_PARAMETER_VALUE when there is none; PERMISSION_DENIED without CAN_ATTACH_TO */
  get(caller: Caller, id: string): ClusterRecord {
    const cluster = this.#data.clusters.get(id);
    if (!cluster) throw invalid(`Cluster ${id} does not exist`);
    return this.#require(caller, cluster, "CAN_ATTACH_TO");
  }

  #require(caller: Caller, cluster: ClusterRecord, level: "CAN_ATTACH_TO" | "CAN_RESTART" | "CAN_MANAGE") {
    this.#access.require(caller, clusterObject(cluster.id), level, `cluster ${cluster.id}`);
    return cluster;
  }

  create(caller: Caller, settings: ClusterSettings): ClusterRecord {
    if (!mayCreateCompute(this.#principals, caller)) {
      throw denied(`${caller.name} is not authorized to create clusters.`);
    }
    requireClassicCompute(this.#data.identity.edition);
    const at = this.#now();
    const cluster: ClusterRecord = {
      id: newClusterId(at),
      name: "",
      sparkVersion: "",
      nodeType: "",
      workers: 0,
      accessMode: "NONE",
      autoStopMinutes: 0,
      tags: {},
      sparkConf: {},
      creator: caller.name,
      createdAt: at,
      changedAt: at,
      startedAt: at,
      lastUsedAt: at,
    };
    this.#apply(cluster, settings);
    this.#data.clusters.set(cluster.id, cluster);
    this.#access.replace(clusterObject(cluster.id), [{ principal: caller.name, level: "CAN_MANAGE" }]);
    return cluster;
  }

  /** Needs CAN_MANAGE; settings that are absent stay. A cluster that runs starts anew with the new ones. */
  edit(caller: Caller, id: string, settings: ClusterSettings): void {
    const cluster = this.#require(caller, this.get(caller, id), "CAN_MANAGE");
    this.#apply(cluster, settings);
    if (this.state(cluster) !== "TERMINATED") cluster.startedAt = this.#now();
  }

  #apply(cluster: ClusterRecord, settings: ClusterSettings): void {
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    const next: ClusterRecord = { ...cluster, ...given };
    next.singleUser = next.accessMode === "SINGLE_USER" ? (next.singleUser ?? cluster.creator) : undefined;
    checkCluster(next);
    if (next.singleUser !== undefined && !this.#principals.findByName(next.singleUser)) {
      throw invalid(`Principal ${next.singleUser} in single_user_name does not exist.`);
    }
    Object.assign(cluster, next, { changedAt: this.#now() });
  }

  state(cluster: ClusterRecord): ClusterState {
    return STATES[phaseAt(this.#now(), cluster, this.startMillis)];
  }

  /** When and by whom a terminated cluster was terminated. */
  termination(cluster: ClusterRecord): Termination | undefined {
    if (this.state(cluster) !== "TERMINATED") return undefined;
    return cluster.startedAt === undefined ? cluster.terminated : { at: stopsAt(cluster, this.startMillis) };
  }

  /** Needs CAN_RESTART, and a cluster that is terminated. */
  start(caller: Caller, id: string): void {
    const cluster = this.#require(caller, this.get(caller, id), "CAN_RESTART");
    this.#requireState(cluster, "TERMINATED");
    this.#start(cluster);
  }

  /** Needs CAN_RESTART, and a cluster that runs. */
  restart(caller: Caller, id: string): void {
    const cluster = this.#require(caller, this.get(caller, id), "CAN_RESTART");
    this.#requireState(cluster, "RUNNING");
    this.#start(cluster);
  }

  #requireState(cluster: ClusterRecord, wanted: ClusterState): void {
    const state = this.state(cluster);
    if (state === wanted) return;
    const named = `${state[0] ?? ""}${state.slice(1).toLowerCase()}`;
    throw new ServiceError("INVALID_STATE", `Cluster ${cluster.id} is in unexpected state ${named}.`);
  }

  #start(cluster: ClusterRecord): void {
    cluster.startedAt = cluster.lastUsedAt = this.#now();
    cluster.terminated = undefined;
  }

  /** Needs CAN_RESTART. One that is terminated stays as it is. */
  terminate(caller: Caller, id: string): void {
    const cluster = this.#require(caller, this.get(caller, id), "CAN_RESTART");
    if (this.state(cluster) === "TERMINATED") return;
    cluster.startedAt = undefined;
    cluster.terminated = { at: this.#now(), by: caller.name };
  }

  /** Needs CAN_MANAGE. */
  remove(caller: Caller, id: string): void {
    this.#require(caller, this.get(caller, id), "CAN_MANAGE");
    this.#data.clusters.delete(id);
    this.#access.forgetObject(clusterObject(id));
  }

  /**
   * A cluster for a SQL client that is there already, by the number of its workspace.
   *
   * @throws ServiceError PERMISSION_DENIED for another workspace's number, without CAN_ATTACH_TO, and for anybody but
   * the one whom a SINGLE_USER cluster is for; RESOURCE_DOES_NOT_EXIST
   */
  attach(caller: Caller, workspaceId: string, id: string): ClusterRecord {
    if (workspaceId !== String(this.#data.identity.workspaceId)) {
      throw denied(`Unauthorized access to Org: ${workspaceId}`);
    }
    const cluster = this.#data.clusters.get(id);
    if (!cluster) throw missing(`No cluster found matching: ${id}`);
    requireEntitlement(this.#principals, caller, CLUSTERS);
    this.#require(caller, cluster, "CAN_ATTACH_TO");
    // This comes on top of the access control list, for admins too.
    if (cluster.singleUser !== undefined && !caller.identities.has(cluster.singleUser)) {
      throw denied(
        `Single-user check failed: user '${caller.name}' attempted to run a command on single-user cluster ${id}, ` +
          `but the single user of this cluster is '${cluster.singleUser}'`,
      );
    }
    return cluster;
  }

  /**
   * The cluster for one SQL request, started if it must be, which takes CAN_RESTART.
   *
   * @returns how many milliseconds are left until it runs (0 = running); throws as {@link attach} does
   */
  use(caller: Caller, workspaceId: string, id: string): { startingFor: number } {
    const cluster = this.attach(caller, workspaceId, id);
    if (this.state(cluster) === "TERMINATED") {
      if (!this.#access.allows(caller, clusterObject(id), "CAN_RESTART")) {
        throw denied(`You do not have permission to autostart ${id}`);
      }
      this.#start(cluster);
    }
    cluster.lastUsedAt = this.#now();
    return { startingFor: Math.max(0, (cluster.startedAt ?? 0) + this.startMillis - this.#now()) };
  }
}
