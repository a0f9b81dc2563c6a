import { stringify } from "yaml";
import { didYouMean } from "../../lib/config/nearest";
import { OWN_TAG } from "../../lib/config/resolve";
import { USE_LEVELS, listWarehouses, warehousesCalled, type WarehouseInfo } from "../../lib/databricks/warehouses";
import { wrap } from "../../lib/report/columns";
import { shellWord } from "../../lib/report/shell-word";
import { getPermissions, updatePermissions, type AccessControl } from "../../lib/databricks/permissions";
import { authenticate } from "../../lib/databricks/authentication";
import { createGroup, findGroups, TOOLS_GROUP } from "../../lib/databricks/groups";
import { RestClient } from "../../lib/databricks/http/rest";
import { ServiceError } from "../../lib/databricks/http/service-error";
import { differences, isGroup } from "./access-difference";
import { accessTable, unexpected } from "./access-table";
import { confirmed } from "../cli/confirm";
import type { Context } from "../cli/context";
import { ExternalError, UsageError } from "../../lib/report/errors";
import type { Input } from "../cli/hidden-prompt";
import { signInOf } from "../cli/named-workspace";
import { onramp } from "../../lib/command-line";

export interface AdoptWarehouseCommand {
  /** Id or name of the warehouse. */
  readonly names: readonly string[];
  readonly group?: string;
  readonly createGroup?: boolean;
  /** Goes on without being asked. */
  readonly yes?: boolean;
}

/** Exit code when something is not as it should be afterwards, or was not wanted. */
const NOT_DONE = 1;

/**
 * `onramp workspace share-warehouse`: lets a group use a warehouse that no stack owns, once and outside Terraform, which could
 * only replace everybody's permissions on it. Tools then use it through the group.
 */
export async function run(command: AdoptWarehouseCommand, context: Context, input?: Input): Promise<number> {
  const { stdout, stderr, signal } = context;
  const { group, yes } = command;
  const wanted = onlyName(command.names);
  refuseGroup(group);
  const { host, headers } = await authenticate(signInOf(context));
  const rest = new RestClient({ host, headers, signal });

  const warehouse = await findWarehouse(rest, wanted);
  refuseOwn(warehouse);
  const isNew = !(await findGroups(rest, [group])).some(({ name }) => name === group);
  if (isNew && !command.createGroup) throw noSuchGroup(group, wanted);
  const object = `warehouses/${warehouse.id}` as const;
  const before = await managed(() => getPermissions(rest, object), warehouse);
  const has = useOf(before, group);
  const note = (text: string): void => void stderr.write(`${text}\n`);
  note(`Warehouse ${warehouse.name} (${warehouse.id}), who has what now:\n${accessTable(before)}`);
  if (has !== undefined) {
    note(`Nothing to do: the group ${group} has ${has} already.`);
    if (has !== "CAN_USE") note(MORE_THAN_USE(has));
  } else {
    if (isNew) note(NEW_GROUP(group));
    note(`To be added: CAN_USE for the group ${group}. Nobody else's entry changes.`);
    if (!(await confirmed("Add it?", { yes, input }, context))) {
      note("Nothing was changed.");
      return NOT_DONE;
    }
    if (isNew) await administered(() => createGroup(rest, group), `create the group ${group}`);
    const added = { kind: "group", principal: group, level: "CAN_USE" } as const;
    await managed(() => updatePermissions(rest, object, [added]), warehouse);
    const after = await getPermissions(rest, object);
    refuseNoEffect(after, group, warehouse);
    const changed = differences(before, after, group);
    if (changed.length > 0) {
      note(unexpected(changed, warehouse));
      return NOT_DONE;
    }
    note(`Done: the group ${group} has CAN_USE, and what the others have is what it was.`);
  }
  note(wrap(MEMBERS, 100).join("\n"));
  stdout.write(`warehouse: ${flow({ existing: warehouse.id, viaGroup: group })}\n`);
  return 0;
}

/** The level with which a group may use a warehouse; undefined when nothing in the list lets it. */
function useOf(entries: readonly AccessControl[], group: string): string | undefined {
  const levels = entries.filter((entry) => isGroup(entry, group)).flatMap((entry) => entry.levels);
  return USE_LEVELS.findLast((use) => levels.some(({ level }) => level === use));
}

function refuseNoEffect(entries: readonly AccessControl[], group: string, { name }: WarehouseInfo): void {
  if (useOf(entries, group) !== undefined) return;
  throw new ExternalError(`The workspace took the change, and ${group} still has no CAN_USE on ${name}.`, [
    "Run the command again; if it stays so, ask Databricks support.",
  ]);
}

const NEW_GROUP = (group: string) =>
  `To be created: the group ${group}, of this workspace alone and without members. Such groups may be given\n` +
  "warehouses, clusters and tokens; Unity Catalog gives them no data, and they are unknown in other workspaces.";
const MORE_THAN_USE = (level: string) =>
  `Mind: with ${level} a tool could do more than run queries, and its check says so. Consider a group for tools alone.`;
const MEMBERS =
  "For onramp.yaml, below. The next deploy puts the tool's service principal into the group, which works with groups of " +
  "the workspace; who is in a group of the account is said in the account: add the principal there, and leave viaGroup out.";

const flow = (value: unknown) => stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();

function onlyName([name, ...more]: readonly string[]): string {
  if (name !== undefined && more.length === 0) return name;
  throw new UsageError(name === undefined ? "No warehouse is named." : "It takes one warehouse at a time.", [
    `Give its id or name, in quotes where it has spaces; ${onramp("workspace list warehouses")} shows them.`,
  ]);
}

/** @throws UsageError for no group, and for those whose members are everybody or may do everything */
function refuseGroup(group: string | undefined): asserts group is string {
  if (!group) {
    throw new UsageError("No group is named.", ["Say which group may use the warehouse: --group NAME"]);
  }
  if (group === "admins" || group === "users") {
    const why = group === "admins" ? "its members may do everything" : "everybody is in it";
    throw new UsageError(`The group ${group} is not for tools: ${why}.`, [
      `Name a group for tools, or create one: --group ${TOOLS_GROUP} --create-group`,
    ]);
  }
}

function noSuchGroup(group: string, warehouse: string): UsageError {
  return new UsageError(`The workspace has no group ${JSON.stringify(group)}.`, [
    "Check the spelling; a group of the account has to be assigned to the workspace by an account admin.",
    "To create one for this workspace alone:",
    onramp(`workspace share-warehouse ${shellWord(warehouse)} --group ${shellWord(group)} --create-group`),
  ]);
}

async function findWarehouse(rest: RestClient, wanted: string): Promise<WarehouseInfo> {
  const all = await listWarehouses(rest);
  const [found, ...others] = warehousesCalled(wanted, all);
  if (found === undefined) {
    const fix = didYouMean(
      wanted,
      all.map(({ name }) => name),
      `${onramp("workspace list warehouses")} shows those that you can see.`,
    )!;
    throw new UsageError(`There is no warehouse ${JSON.stringify(wanted)}, or you cannot see it.`, [fix]);
  }
  if (others.length === 0) return found;
  const ids = [found, ...others].map(({ id }) => id).join(", ");
  throw new UsageError(`Several warehouses are called ${wanted}.`, [`Give the id of one of them: ${ids}`]);
}

/** @throws UsageError for a warehouse of a stack, which would take the group off its list again */
function refuseOwn({ name, tags }: WarehouseInfo): void {
  const own = tags.get(OWN_TAG);
  if (own === undefined) return;
  throw new UsageError(`The warehouse ${name} belongs to a stack of Onramp's (tag ${OWN_TAG}: ${own}).`, [
    "That stack says who may use it, and would take the group off again. Share it in its onramp.yaml:",
    "put it under warehouses: and name its key as the warehouse of each integration.",
    `If its stack has let it go since (existing: in place of its options), take the tag ${OWN_TAG} off the warehouse first.`,
  ]);
}

function managed<T>(call: () => Promise<T>, { name }: WarehouseInfo): Promise<T> {
  return administered(call, `see and change who may use ${name}`, "who has CAN_MANAGE on it, or a workspace admin");
}

/** @throws ExternalError in place of a refusal, saying whom to ask */
async function administered<T>(call: () => Promise<T>, what: string, who = "a workspace admin"): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== "forbidden") throw error;
    throw new ExternalError(`You may not ${what}: ${error.message}`, [`Ask ${who} to run this command.`], {
      cause: error,
    });
  }
}
