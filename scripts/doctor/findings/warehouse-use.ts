import type { ExistingWarehouse, IntegrationConfig } from "../../../lib/config";
import type { DeclaredCompute } from "../../../lib/config/declared-compute";
import { snippet, type Snippet } from "../../../lib/config/snippet";
import { USE_LEVELS, warehousesCalled, type WarehouseInfo } from "../../../lib/databricks/warehouses";
import { shellWord } from "../../../lib/report/shell-word";
import { TOOLS_GROUP } from "../../../lib/databricks/groups";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { identitiesOf } from "../identities";
import { getPermissions, levelNames, type AccessControl } from "../../../lib/databricks/permissions";
import { listWarehouses } from "../../../lib/databricks/warehouses";
import { onramp } from "../../../lib/command-line";

/** The permissions of an adopted warehouse are not the stack's: somebody has to have let the tool's principal in. */
export const warehouseUse: Examination<StatesContext> = {
  id: "warehouse-use",
  question: "who may use the existing warehouses",
  async examine(context) {
    const there = context.declared.existing.warehouses.length > 0 ? await listWarehouses(context.rest) : [];
    const used = context.declared.existing.warehouses.flatMap((compute) => {
      const [warehouse, ...others] = warehousesCalled(compute.config.existing, there);
      return warehouse && others.length === 0 && compute.users.length > 0 ? [{ compute, warehouse }] : [];
    });
    if (used.length === 0) return [];
    const outcomes = await Promise.all(used.map(({ compute, warehouse }) => judge(context, compute, warehouse)));
    const bad = outcomes.flat();
    return bad.length > 0 ? bad : [pass(`the tools may use ${used.map(({ warehouse }) => warehouse.name).join(", ")}`)];
  },
};

async function judge(
  context: StatesContext,
  compute: DeclaredCompute<ExistingWarehouse>,
  warehouse: WarehouseInfo,
): Promise<Outcome[]> {
  const entries = await getPermissions(context.rest, `warehouses/${warehouse.id}`);
  const allowed = entries.filter((entry) => levelNames(entry).some((level) => USE_LEVELS.includes(level)));
  const kept = await Promise.all(
    compute.users.map(async (integration) => {
      const identities = await identitiesOf(context, integration, compute.config.viaGroup);
      return allowed.some(({ principal }) => identities.has(principal)) ? [] : [integration];
    }),
  );
  const out = kept.flat();
  return out.length > 0 ? [refusal(out, compute, warehouse, allowed)] : [];
}

function refusal(
  users: readonly IntegrationConfig[],
  { config, path }: DeclaredCompute<ExistingWarehouse>,
  { id, name }: WarehouseInfo,
  allowed: readonly AccessControl[],
): Outcome {
  const names = users.map((each) => each.name).join(", ");
  const using = (viaGroup: string): Snippet => snippet(path, { ...config, viaGroup });
  // Admins may do everything; nobody should become one to run queries.
  const open = allowed.filter(({ principal, kind }) => kind === "group" && principal !== "admins");
  const group = config.viaGroup ?? TOOLS_GROUP;
  const letIn = "let a group in, which adds to the permissions and changes nobody else's";
  const named = config.viaGroup === undefined ? `, and name it under ${using("").under}` : "";
  return fail(`${names} could not use the warehouse ${name}`, {
    cause: `neither its principal nor a group of it${config.viaGroup ? `, such as ${config.viaGroup},` : ""} has CAN_USE`,
    fix: [
      open.length > 0 ? `let it join a group that has, under ${using("").under}; or ${letIn}` : `${letIn}${named}`,
      ...open.slice(0, 2).map(({ principal }) => using(principal).line),
      onramp(`workspace share-warehouse ${id} --group ${shellWord(group)} --create-group`),
      ...(config.viaGroup === undefined ? [using(group).line] : []),
    ].join("\n"),
  });
}
