import { listed } from "../../../lib/config/nearest";
import type { Profile } from "../../../profiles";
import { entryPath, type Choice, type Pose, type Question, type Scene } from "../question";
import type { ComputeAnswer, Draft } from "../draft";
import type { ClusterInfo } from "../../../lib/databricks/clusters";
import { onlyWarehouse } from "../look-around";
import type { WarehouseInfo } from "../../../lib/databricks/warehouses";
import { newWarehouse } from "../words";
import { UNSEEN } from "./place";

/** What runs the tool's queries. */
export const compute: Question = {
  field: "compute",
  flags: "--warehouse, --existing-warehouse ID or --cluster ID",
  at: (draft) => entryPath(draft, "warehouse"),
  pose({ profile, key = "" }, { found, present }) {
    if (!profile) return { settled: {} };
    const clusters = profile.compute.includes("cluster");
    const fresh: Choice = {
      text: `a new warehouse: ${newWarehouse(profile.warehouse)}`,
      names: ["new"],
      take: { compute: { warehouse: null } },
    };
    const choices: Choice[] = [
      fresh,
      ...[...present.warehouses].map((name) => ({
        text: `the warehouse ${name} of this file`,
        names: [name],
        take: { compute: { warehouse: name } },
      })),
      ...(found.warehouses ?? []).filter((each) => unfit(each, profile) === undefined).map(existing),
      ...(clusters ? (found.clusters ?? []).filter(({ accessMode }) => accessMode === "shared") : []).map(cluster),
    ];
    return {
      heading: `What runs the queries of ${profile.name}?`,
      why: [
        ...(found.warehouses ? [] : [UNSEEN.replace("NAME", clusters ? "ID or cluster ID" : "ID or existing NAME")]),
        ...(onlyWarehouse(found)
          ? ["Workspaces like this one, trials and the Free Edition, mostly allow no second warehouse."]
          : []),
      ],
      choices,
      hint: "Number, name or id",
      proposal: proposalOf({ found, key, fresh }),
      read: (text) => ({ compute: named(text) }),
    };
  },
  verify({ compute: chosen, profile, key = "" }, { found, present }) {
    if (!chosen || !profile) return undefined;
    if ("cluster" in chosen) return clusterIsWrong(chosen.cluster, found.clusters);
    if ("existing" in chosen) return warehouseIsWrong(chosen.existing, found.warehouses, profile);
    const name = chosen.warehouse ?? key;
    if (chosen.warehouse !== null && present.warehouses.has(name)) return undefined;
    const there = found.warehouses?.find((each) => each.name === name);
    return (
      there && `the warehouse ${name} (${there.id}) is there already: use it as an existing one, or name the new one`
    );
  },
};

function existing({ id, name, size, type, state }: WarehouseInfo): Choice {
  return {
    text: `${name} (${size}, ${type}, ${state.toLowerCase()}; ${id})`,
    names: [id, name],
    take: { compute: { existing: id, called: name } },
  };
}

function cluster({ id, name, state }: ClusterInfo): Choice {
  return {
    text: `the cluster ${name} (${state.toLowerCase()}; ${id})`,
    names: [id, name],
    take: { compute: { cluster: id, called: name } },
  };
}

/** New as guides advise, unless it cannot be made or is there already. */
function proposalOf({ found, key, fresh }: Pick<Scene, "found"> & { key: string; fresh: Choice }): Pose["proposal"] {
  const there = onlyWarehouse(found) ?? found.warehouses?.find(({ name }) => name === key);
  const { text, take } = there ? existing(there) : fresh;
  return { text, take, unasked: there === undefined };
}

function named(text: string): ComputeAnswer {
  const [, word, rest = ""] = /^(existing|cluster|new)\s+(.+)$/i.exec(text) ?? [];
  if (word?.toLowerCase() === "cluster") return { cluster: rest };
  if (word?.toLowerCase() === "new") return { warehouse: rest };
  return { existing: rest || text };
}

function warehouseIsWrong(
  idOrName: string,
  warehouses: readonly WarehouseInfo[] | undefined,
  profile: Profile,
): string | undefined {
  if (!warehouses) return undefined;
  const ofId = warehouses.filter(({ id }) => id === idOrName);
  const [first, ...others] = ofId.length > 0 ? ofId : warehouses.filter(({ name }) => name === idOrName);
  if (!first) {
    const there = listed(warehouses.map(({ id, name }) => `${name} (${id})`));
    return `there is no warehouse ${idOrName} that you can see; ${there ? `there is ${there}` : "there is none"}`;
  }
  if (others.length > 0)
    return `several warehouses are called ${idOrName}: ${listed([first, ...others].map(({ id }) => id))}`;
  return unfit(first, profile);
}

/** Why a tool cannot do with a warehouse. */
function unfit({ name, type }: WarehouseInfo, profile: Profile): string | undefined {
  const { needs } = profile.warehouse;
  const enough = needs?.atLeast === "serverless" ? type === "serverless" : type !== "classic";
  return !needs || enough ? undefined : `the warehouse ${name} is ${type}, and ${needs.because}`;
}

function clusterIsWrong(id: string, clusters: readonly ClusterInfo[] | undefined): string | undefined {
  if (!clusters) return undefined;
  const there = clusters.find((each) => each.id === id);
  if (!there) return `there is no all-purpose cluster ${id} that you can see`;
  if (there.accessMode === "shared") return undefined;
  return `the access mode of the cluster ${there.name} is ${there.accessMode}, so a service principal of its own cannot use it or is not held by grants; choose one in the standard access mode`;
}

/** Number of the workspace: a part of the HTTP path of a cluster. */
export const workspaceId: Question = {
  field: "workspaceId",
  flags: "--workspace-id NUMBER",
  at: (draft) => entryPath(draft, "warehouse.workspaceId"),
  pose({ compute: chosen }, { found }): Pose | { settled: Draft } {
    if (!chosen || !("cluster" in chosen)) return { settled: { workspaceId: null } };
    if (found.workspaceId !== undefined) return { settled: { workspaceId: found.workspaceId } };
    return {
      heading: "What is the number of the workspace?",
      why: ["It stands behind ?o= in the workspace's address, and is part of a cluster's HTTP path."],
      hint: "Number",
      read: (text) =>
        /^[1-9]\d{0,15}$/.test(text)
          ? { workspaceId: Number(text) }
          : { refused: "it is a whole number of digits only" },
    };
  },
};
