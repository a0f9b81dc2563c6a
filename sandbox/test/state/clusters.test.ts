import { clusterObject } from "../../state/access-control";
import type { ClusterSettings } from "../../state/cluster-settings";
import { harness } from "./harness";

const MINUTE = 60_000;
const SETTINGS: ClusterSettings = {
  name: "shared",
  sparkVersion: "16.4.x-scala2.12",
  nodeType: "i3.xlarge",
  workers: 1,
  accessMode: "USER_ISOLATION",
  autoStopMinutes: 10,
};

function withCluster(settings: ClusterSettings = {}) {
  const made = harness({ clusterStartMillis: MINUTE });
  const { clusters, access, data } = made.workspace;
  const cluster = clusters.create(made.admin, { ...SETTINGS, ...settings });
  const here = String(data.identity.workspaceId);
  return {
    ...made,
    clusters,
    cluster,
    here,
    state: () => clusters.state(cluster),
    allow: (principal: string, level: string) => access.merge(clusterObject(cluster.id), [{ principal, level }]),
  };
}

test("goes from PENDING to RUNNING to TERMINATED by the clock alone, and tells why", () => {
  const { clock, clusters, cluster, state } = withCluster();
  const at = (minutes: number) => {
    clock.now += minutes * MINUTE;
    return state();
  };
  expect([at(0), at(0.5), at(0.5), at(9), at(1)]).toEqual(["PENDING", "PENDING", "RUNNING", "RUNNING", "TERMINATED"]);
  expect(clusters.termination(cluster)).toEqual({ at: clock.now });
});

test("has an id like those of the service, made of when it was created", () => {
  expect(withCluster().cluster.id).toMatch(/^0101-000000-[0-9a-z]{8}$/);
});

test("stays up while it is used, and never stops with an auto-termination of 0", () => {
  const { clock, clusters, cluster, state, admin, here } = withCluster();
  clock.now += MINUTE;
  for (let i = 0; i < 3; i++) {
    clock.now += 9 * MINUTE;
    expect(clusters.use(admin, here, cluster.id)).toEqual({ startingFor: 0 });
  }
  clusters.edit(admin, cluster.id, { autoStopMinutes: 0 });
  clock.now += 365 * 24 * 60 * MINUTE;
  expect(state()).toBe("RUNNING");
});

test("is terminated, started and restarted only from the states in which that can be done", () => {
  const { clock, clusters, cluster, state, admin } = withCluster();
  const { id } = cluster;
  expect(() => clusters.start(admin, id)).toThrow(`Cluster ${id} is in unexpected state Pending.`);
  expect(() => clusters.restart(admin, id)).toThrow(`Cluster ${id} is in unexpected state Pending.`);
  clock.now += MINUTE;
  clusters.restart(admin, id);
  expect(state()).toBe("PENDING");
  clusters.terminate(admin, id);
  clusters.terminate(admin, id);
  expect(clusters.termination(cluster)).toEqual({ at: clock.now, by: admin.name });
  clusters.start(admin, id);
  expect([state(), clusters.termination(cluster)]).toEqual(["PENDING", undefined]);
});

test("starts anew with new settings when it runs, not when it is terminated", () => {
  const { clock, clusters, cluster, state, admin } = withCluster();
  clock.now += MINUTE;
  clusters.edit(admin, cluster.id, { accessMode: "NONE" });
  expect(state()).toBe("PENDING");
  clusters.terminate(admin, cluster.id);
  clusters.edit(admin, cluster.id, { workers: 4 });
  expect(state()).toBe("TERMINATED");
});

describe("for a SQL client", () => {
  test("takes CAN_ATTACH_TO, and CAN_RESTART to start", () => {
    const { clock, clusters, cluster, here, addPrincipal, allow } = withCluster();
    const tool = addPrincipal();
    const use = () => clusters.use(tool.caller, here, cluster.id);
    clock.now += MINUTE;
    expect(use).toThrow(`does not have CAN_ATTACH_TO permission on cluster ${cluster.id}.`);
    allow(tool.record.applicationId, "CAN_ATTACH_TO");
    expect(use()).toEqual({ startingFor: 0 });
    clock.now += 10 * MINUTE;
    expect(use).toThrow(`You do not have permission to autostart ${cluster.id}`);
    allow(tool.record.applicationId, "CAN_RESTART");
    expect(use()).toEqual({ startingFor: MINUTE });
  });

  test("takes the entitlement for the workspace", () => {
    const { clusters, cluster, here, principals, addPrincipal, allow } = withCluster();
    const tool = addPrincipal();
    allow("users", "CAN_RESTART");
    const users = principals.findByName("users");
    if (users) principals.update(users, { entitlements: ["databricks-sql-access"] });
    expect(() => clusters.use(tool.caller, here, cluster.id)).toThrow("without the workspace-access entitlement.");
  });

  test("is refused under the number of another workspace, and for a cluster that is not there", () => {
    const { clusters, cluster, here, admin } = withCluster();
    expect(() => clusters.use(admin, "0", cluster.id)).toThrow("Unauthorized access to Org: 0");
    expect(() => clusters.use(admin, here, "0101-000000-none")).toThrow("No cluster found matching: 0101-000000-none");
  });

  test("is refused to all but the one whom a dedicated cluster is for, admins too, or the members of its group", () => {
    const { clusters, cluster, here, admin, principals, addPrincipal, allow } = withCluster();
    const tool = addPrincipal();
    allow("users", "CAN_RESTART");
    clusters.edit(admin, cluster.id, { accessMode: "SINGLE_USER", singleUser: tool.record.applicationId });
    expect(() => clusters.use(admin, here, cluster.id)).toThrow(
      `Single-user check failed: user '${admin.name}' attempted to run a command on single-user cluster ` +
        `${cluster.id}, but the single user of this cluster is '${tool.record.applicationId}'`,
    );
    expect(() => clusters.use(tool.caller, here, cluster.id)).not.toThrow();
    principals.addGroup({ displayName: "etl", members: [tool.record.id] });
    clusters.edit(admin, cluster.id, { singleUser: "etl" });
    expect(() => clusters.use(tool.caller, here, cluster.id)).not.toThrow();
  });
});

test("is dedicated to its creator unless said otherwise", () => {
  const { cluster, clusters, admin } = withCluster({ accessMode: "SINGLE_USER" });
  expect(cluster.singleUser).toBe(admin.name);
  clusters.edit(admin, cluster.id, { accessMode: "USER_ISOLATION" });
  expect(cluster.singleUser).toBeUndefined();
});
