import { isCluster, isCreatedWarehouse, isImportedWarehouse } from "../chosen";
import { isWarehouseId } from "../identifiers";
import type { WarehouseInput } from "../model";
import { CREATED_FIELDS } from "../model/warehouse";
import { didYouMean, enumerated, listed } from "../nearest";
import { formatPath } from "../problem";
import type { WarehouseConfig } from "../resolved";
import type { Rule } from "./context";
import { twice } from "./twice";
import { onramp } from "../../command-line";

/** What runs an integration's queries, and whose it is. */
export const COMPUTE_RULES: readonly Rule[] = [
  {
    says: "A warehouse given as text is the key of an entry under warehouses.",
    *faults({ resolved: { warehouses }, integrations }) {
      const known = Object.keys(warehouses);
      const keys = new Set(known);
      for (const { path, resolved } of integrations) {
        const { warehouse } = resolved;
        if (!("shared" in warehouse) || keys.has(warehouse.shared)) continue;
        const name = JSON.stringify(warehouse.shared);
        yield {
          path: [...path, "warehouse"],
          what: `is ${name}, and there is no such entry under warehouses`,
          allowed: known.length > 0 ? listed(known) : undefined,
          fix: didYouMean(
            warehouse.shared,
            known,
            `for a warehouse that is there already write { existing: ${name} }, for a new one { name: ${name} }`,
          ),
        };
      }
    },
  },
  {
    says: "A shared warehouse that is created serves only integrations of the main stack: the permissions of a warehouse are written as a whole, by one stack.",
    *faults({ resolved: { name, warehouses }, integrations }) {
      const owned = new Set(Object.keys(warehouses).filter((key) => isOwned(warehouses[key]!)));
      for (const { path, resolved } of integrations) {
        const { warehouse, stack } = resolved;
        if (stack === name || !("shared" in warehouse) || !owned.has(warehouse.shared)) continue;
        yield {
          path: [...path, "warehouse"],
          what: `is shared, but the integration has the stack ${stack} of its own`,
          fix: "remove stack:, or give the integration its own warehouse: remove the line, or write its options",
        };
      }
    },
  },
  {
    says: "A warehouse is one of three: options of one to create, existing, or a cluster; viaGroup stands only beside existing, workspaceId only beside cluster.",
    *faults({ warehouses }) {
      for (const { path, written } of warehouses) {
        const [kind, extra] = kindOf(written);
        if (extra.length === 0) continue;
        if (kind) {
          const what = `names a ${kind === "cluster" ? "cluster" : "warehouse that is there already"}, which ${enumerated(extra)} cannot go with`;
          const fix = `remove the line${extra.length > 1 ? "s" : ""} ${enumerated(extra)}, or the line ${kind}${elsewhere(extra)}`;
          yield { path: [...path, kind], what, fix };
          continue;
        }
        for (const field of extra) {
          const missing = field === "viaGroup" ? "existing" : "cluster";
          const what = `is given without ${missing}`;
          yield { path: [...path, field], what, fix: `remove the line, or add ${missing}:${elsewhere([field])}` };
        }
      }
    },
  },
  {
    says: "A cluster needs workspaceId, except where the host of the workspace tells it.",
    *faults({ warehouses, workspaceNumber, leftOut }) {
      for (const { path, written, resolved } of warehouses) {
        const at = [...path, "workspaceId"];
        if (!isCluster(resolved) || leftOut(at)) continue;
        if (written.workspaceId === undefined && workspaceNumber === undefined) {
          yield {
            path: at,
            what: "is missing: the HTTP path of a cluster holds the number of the workspace",
            allowed: "a whole number",
            fix: "add the number after ?o= in the address of the workspace",
          };
        } else if (workspaceNumber !== undefined && resolved.workspaceId !== workspaceNumber) {
          yield {
            path: at,
            what: `is ${resolved.workspaceId}, but the host is that of the workspace ${workspaceNumber}`,
            fix: "remove the line: the host tells the number",
          };
        }
      }
    },
  },
  {
    says: "A cluster serves only tools whose form takes one; docs/profiles.md.",
    *faults({ integrations, resolved: { warehouses } }) {
      for (const { path, resolved } of integrations) {
        const { warehouse, profile } = resolved;
        const shared = "shared" in warehouse;
        const used = shared ? warehouses[warehouse.shared] : warehouse;
        if (!used || !isCluster(used) || profile.compute.includes("cluster")) continue;
        yield {
          path: [...path, "warehouse", ...(shared ? [] : ["cluster"])],
          what: `is a cluster, which ${profile.name} does not take: ${profile.computeReason?.replace(/\.$/, "")}`,
          allowed: "a SQL warehouse",
          fix: "write warehouse: { existing: <id or name> }, or remove it to have a warehouse created",
        };
      }
    },
  },
  {
    says: "A warehouse that is taken over and gets another name is given by its id: under the new name nothing would find it by the old one.",
    *faults({ owned }) {
      for (const { path, written, resolved } of owned) {
        const { import: there } = resolved;
        if (there === undefined || isWarehouseId(there) || written.name === undefined || written.name === there)
          continue;
        yield {
          path: [...path, "import"],
          what: `is the name ${JSON.stringify(there)}, and name: changes it`,
          allowed: "its id, 16 hexadecimal digits",
          fix: `write its id, which ${onramp("workspace list warehouses")} shows, or remove name:`,
        };
      }
    },
  },
  {
    says: "Warehouse names are unique in the workspace.",
    *faults({ owned }) {
      yield* twice(
        owned,
        // One that is taken over without a name keeps its own.
        ({ written, resolved: { name, import: id } }) => (id !== undefined && !written.name ? undefined : name),
        ({ path, written, resolved }, first) => ({
          path: written.name === undefined ? path : [...path, "name"],
          what: `would create a warehouse named ${JSON.stringify(resolved.name)}, as ${formatPath(first.path)} does`,
          fix: "give one of them another name, or share one under warehouses",
        }),
      );
    },
  },
  {
    says: "Each warehouse is taken over once, and none exists already for one entry while another creates or takes it over.",
    *faults({ warehouses, owned }) {
      yield* twice(
        owned,
        ({ resolved }) => resolved.import,
        ({ path }, first) => ({
          path: [...path, "import"],
          what: `takes over the same warehouse as ${formatPath(first.path)}`,
          fix: "share one entry under warehouses",
        }),
      );
      const owners = new Map(
        owned.flatMap((entry) => {
          const { name, import: id = name } = entry.resolved;
          return [name, id].map((known) => [known, entry] as const);
        }),
      );
      for (const { path, resolved } of warehouses) {
        const owner = "existing" in resolved ? owners.get(resolved.existing) : undefined;
        if (!owner) continue;
        yield {
          path: [...path, "existing"],
          what: `is the warehouse that ${formatPath(owner.path)} creates or takes over`,
          fix: "share that one under warehouses and name its key",
        };
      }
    },
  },
];

const isOwned = (config: WarehouseConfig) => isCreatedWarehouse(config) || isImportedWarehouse(config);

type Field = keyof WarehouseInput;

/** Which kind the options are of, undefined for one to create, and what does not go with that. */
function kindOf(written: WarehouseInput): [kind: "existing" | "cluster" | undefined, extra: Field[]] {
  const given = (fields: readonly Field[]) => fields.filter((field) => written[field] !== undefined);
  if (written.existing !== undefined) return ["existing", given([...CREATED_FIELDS, "cluster", "workspaceId"])];
  if (written.cluster !== undefined) return ["cluster", given([...CREATED_FIELDS, "viaGroup"])];
  return [undefined, given(["viaGroup", "workspaceId"])];
}

function elsewhere(fields: readonly Field[]): string {
  return fields.includes("viaGroup") ? "; groups to join in any case belong under principal.groups" : "";
}
