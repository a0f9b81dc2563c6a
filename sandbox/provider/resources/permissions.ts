import { ApiError } from "../api-error";
import { segment, type Client } from "../client";
import { AttributeError, OperationError } from "../engine/diagnostics";
import type { Resource, Rule } from "../engine/resource";
import { PROVIDER_SCHEMA } from "../engine/schema";
import { blocks, given, text, type Values } from "../engine/value";
import { warehousePath, type Warehouse } from "./warehouse";

const IDENTIFIER = "sql_endpoint_id";
const LEVELS = ["CAN_MANAGE", "CAN_MONITOR", "CAN_USE", "CAN_VIEW", "IS_OWNER"];
const MANAGEMENT_LEVELS = ["CAN_MANAGE", "IS_OWNER"];
const MEMBERS = ["user_name", "group_name", "service_principal_name"];

interface ObjectPermissions {
  object_type: string;
  access_control_list?: {
    user_name?: string;
    group_name?: string;
    service_principal_name?: string;
    all_permissions?: { permission_level: string; inherited?: boolean }[];
  }[];
}

/** Every other kind of object is left to the real provider. */
const OTHER_IDENTIFIERS = Object.keys(
  PROVIDER_SCHEMA.resource_schemas["databricks_permissions"]?.block.attributes ?? {},
).filter((name) => !["id", "object_type", IDENTIFIER].includes(name));
const notHere: Rule = {
  forceNew: true,
  check: () => `the local workspace has permissions of SQL warehouses only; set ${IDENTIFIER}`,
};

/** The whole direct access list of a SQL warehouse; the id is `/sql/warehouses/<id>`. */
export const permissions: Resource = {
  rules: {
    ...Object.fromEntries(OTHER_IDENTIFIERS.map((name) => [name, notHere])),
    [IDENTIFIER]: { forceNew: true },
    "access_control.permission_level": {
      check: (level) =>
        LEVELS.includes(String(level))
          ? undefined
          : `permission_level ${String(level)} is not supported with ${IDENTIFIER} objects; allowed levels: ${LEVELS.join(", ")}`,
    },
  },
  oneOf: { names: [IDENTIFIER, ...OTHER_IDENTIFIERS], exactly: true },

  async create({ client }, planned) {
    const id = `/sql/warehouses/${text(planned, IDENTIFIER)}`;
    await replace(client, id, planned);
    return { id };
  },

  async read({ client }, state) {
    const { userName: me } = await client.me();
    const id = text(state, "id");
    const { object_type, access_control_list = [] } = await client.get<ObjectPermissions>(permissionsPath(id));
    if (object_type !== "warehouses") throw new OperationError(`expected object type warehouses, got ${object_type}`);
    const mineIsManaged = blocks(state, "access_control").some((entry) => isOf(entry, me));
    const access_control = access_control_list
      .filter((entry) => entry.group_name !== "admins" && (mineIsManaged || !isOf(entry as Values, me)))
      .flatMap(({ all_permissions = [], ...member }) =>
        all_permissions
          .filter(({ inherited }) => !inherited)
          .map(({ permission_level }) => ({ ...given(member, ...MEMBERS), permission_level })),
      );
    // Without an entry that could be managed here there is nothing to have.
    if (access_control.length === 0) return undefined;
    return { object_type, access_control, [IDENTIFIER]: warehouseId(id) };
  },

  update: ({ client }, planned) => replace(client, text(planned, "id"), planned),

  async delete({ client }, state) {
    const id = text(state, "id");
    const { access_control_list = [] } = await client.get<ObjectPermissions>(permissionsPath(id));
    const admins = access_control_list
      .filter(({ group_name }) => group_name === "admins")
      .flatMap(({ all_permissions = [] }) => all_permissions.filter(({ inherited }) => !inherited).slice(0, 1))
      .map(({ permission_level }) => ({ group_name: "admins", permission_level }));
    const { userName: me } = await client.me();
    const { creator_name: creator } = await client.get<Warehouse>(warehousePath(warehouseId(id)));
    if (creator) await put(client, id, withManager(admins, me), creator);
  },
};

async function replace(client: Client, id: string, planned: Values): Promise<void> {
  const { userName: me } = await client.me();
  const entries = blocks(planned, "access_control").map((entry) => given(entry, ...MEMBERS, "permission_level"));
  for (const entry of entries) refuseLockout(entry, me);
  await put(client, id, withManager(entries, me), me);
}

function refuseLockout(entry: Values, me: string): void {
  if (entry["group_name"] === "admins") {
    throw new AttributeError(
      ["access_control"],
      "it is not possible to modify admin permissions for warehouses resources",
    );
  }
  if (isOf(entry, me) && !MANAGEMENT_LEVELS.includes(text(entry, "permission_level"))) {
    throw new AttributeError(
      ["access_control"],
      `cannot remove management permissions for the current user for warehouses, allowed levels: ${MANAGEMENT_LEVELS.join(", ")}`,
    );
  }
}

/** Whoever applies keeps CAN_MANAGE; the API takes service principals by `user_name` too. */
function withManager(entries: Values[], me: string): Values[] {
  const listed = entries.some((entry) => entry["user_name"] === me || entry["service_principal_name"] === me);
  return listed ? entries : [...entries, { user_name: me, permission_level: "CAN_MANAGE" }];
}

/** A warehouse always has an owner, except an old one that never had: there the request is repeated without. */
async function put(client: Client, id: string, entries: Values[], owner: string): Promise<void> {
  const owned = entries.some((entry) => entry["permission_level"] === "IS_OWNER");
  const access_control_list = owned ? entries : [...entries, { user_name: owner, permission_level: "IS_OWNER" }];
  try {
    await client.put(permissionsPath(id), { access_control_list });
  } catch (error) {
    const ownerless = error instanceof ApiError && error.message.includes("no existing owner must provide a new owner");
    if (!ownerless) throw error;
    await client.put(permissionsPath(id), { access_control_list: entries });
  }
}

function isOf(entry: Values, principal: string): boolean {
  return [entry["user_name"], entry["service_principal_name"]].some(
    (name) => typeof name === "string" && name.toLowerCase() === principal.toLowerCase(),
  );
}

/** Old states say `/warehouses/<id>`. */
function warehouseId(id: string): string {
  const match = /^(?:\/sql)?\/warehouses\/([^/]+)$/.exec(id);
  if (!match?.[1]) throw new OperationError(`the id has to be /sql/warehouses/<warehouse id>, got ${id}`);
  return match[1];
}

function permissionsPath(id: string): string {
  return `/api/2.0/permissions/sql/warehouses/${segment(warehouseId(id))}`;
}
