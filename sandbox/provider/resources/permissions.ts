import { ApiError } from "../api-error";
import type { Client } from "../client";
import { AttributeError, OperationError } from "../engine/diagnostics";
import type { Resource, Rule } from "../engine/resource";
import { PROVIDER_SCHEMA } from "../engine/schema";
import { blocks, given, text, type Values } from "../engine/value";
import {
  configuredObject,
  objectOf,
  PERMISSION_KINDS,
  permissionsPath,
  type PermissionObject,
} from "./permission-object";

const MEMBERS = ["user_name", "group_name", "service_principal_name"];
const SERVED = PERMISSION_KINDS.map(({ field }) => field);

interface ObjectPermissions {
  object_type: string;
  access_control_list?: {
    user_name?: string;
    group_name?: string;
    service_principal_name?: string;
    all_permissions?: { permission_level: string; inherited?: boolean }[];
  }[];
}

const OTHER_IDENTIFIERS = Object.keys(
  PROVIDER_SCHEMA.resource_schemas["databricks_permissions"]?.block.attributes ?? {},
).filter((name) => !["id", "object_type", ...SERVED].includes(name));
const notHere: Rule = {
  forceNew: true,
  check: () =>
    `the local workspace has permissions of SQL warehouses, clusters and tokens only; set ${SERVED.join(", ")}`,
};

/** The whole direct access list of one object; the id is its path, e.g. `/sql/warehouses/<id>`. */
export const permissions: Resource = {
  rules: {
    ...Object.fromEntries(OTHER_IDENTIFIERS.map((name) => [name, notHere])),
    ...Object.fromEntries(SERVED.map((name) => [name, { forceNew: true }])),
    authorization: {
      forceNew: true,
      check: (value) => (value === "tokens" ? undefined : `expected tokens, got ${JSON.stringify(value)}`),
    },
    "access_control.permission_level": {
      check: (level, config) => {
        const kind = PERMISSION_KINDS.find(({ field }) => config[field] != null);
        if (!kind || kind.levels.includes(String(level))) return undefined;
        return `permission_level ${String(level)} is not supported with ${kind.field} objects; allowed levels: ${kind.levels.join(", ")}`;
      },
    },
  },
  oneOf: { names: [...SERVED, ...OTHER_IDENTIFIERS], exactly: true },

  async create({ client }, planned) {
    const object = configuredObject(planned);
    await replace(client, object, planned);
    return { id: object.kind.prefix + object.objectId };
  },

  async read({ client }, state) {
    const { userName: me } = await client.me();
    const object = objectOf(state);
    const { type, field } = object.kind;
    const { object_type, access_control_list = [] } = await client.get<ObjectPermissions>(permissionsPath(object));
    if (object_type !== type) throw new OperationError(`expected object type ${type}, got ${object_type}`);
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
    return { object_type, access_control, [field]: object.objectId };
  },

  update: ({ client }, planned) => replace(client, objectOf(planned), planned),

  async delete({ client }, state) {
    const object = objectOf(state);
    const { manager, creator } = object.kind;
    const { access_control_list = [] } = await client.get<ObjectPermissions>(permissionsPath(object));
    const admins = access_control_list
      .filter(({ group_name }) => group_name === "admins")
      .flatMap(({ all_permissions = [] }) => all_permissions.filter(({ inherited }) => !inherited).slice(0, 1))
      .map(({ permission_level }) => ({ group_name: "admins", permission_level }));
    const left = manager === "me" ? withManager(admins, "user_name", (await client.me()).userName) : admins;
    if (!creator) return put(client, object, left);
    const owner = await creator(client, object.objectId);
    if (owner) await put(client, object, left, owner);
  },
};

async function replace(client: Client, object: PermissionObject, planned: Values): Promise<void> {
  const { userName: me } = await client.me();
  const { kind } = object;
  const entries = blocks(planned, "access_control").map((entry) => given(entry, ...MEMBERS, "permission_level"));
  for (const entry of entries) refuseLockout(object, entry, me);
  const managed =
    kind.manager === "me" ? withManager(entries, "user_name", me) : withManager(entries, "group_name", "admins");
  await put(client, object, managed, kind.creator && me);
}

function refuseLockout({ kind }: PermissionObject, entry: Values, me: string): void {
  if (entry["group_name"] === "admins") {
    throw new AttributeError(
      ["access_control"],
      `it is not possible to modify admin permissions for ${kind.type} resources`,
    );
  }
  if (isOf(entry, me) && !kind.management.includes(text(entry, "permission_level"))) {
    throw new AttributeError(
      ["access_control"],
      `cannot remove management permissions for the current user for ${kind.type}, allowed levels: ${kind.management.join(", ")}`,
    );
  }
}

/** Somebody keeps CAN_MANAGE; the API takes service principals by `user_name` too. */
function withManager(entries: Values[], field: "group_name" | "user_name", name: string): Values[] {
  const fields = field === "user_name" ? [field, "service_principal_name"] : [field];
  const listed = entries.some((entry) => fields.some((each) => entry[each] === name));
  return listed ? entries : [...entries, { [field]: name, permission_level: "CAN_MANAGE" }];
}

/** What can be owned always has an owner, except what never had one: there the request is repeated without. */
async function put(client: Client, object: PermissionObject, entries: Values[], owner?: string): Promise<void> {
  const owned = owner === undefined || entries.some((entry) => entry["permission_level"] === "IS_OWNER");
  const access_control_list = owned ? entries : [...entries, { user_name: owner, permission_level: "IS_OWNER" }];
  try {
    await client.put(permissionsPath(object), { access_control_list });
  } catch (error) {
    const ownerless = error instanceof ApiError && error.message.includes("no existing owner must provide a new owner");
    if (!ownerless) throw error;
    await client.put(permissionsPath(object), { access_control_list: entries });
  }
}

function isOf(entry: Values, principal: string): boolean {
  return [entry["user_name"], entry["service_principal_name"]].some(
    (name) => typeof name === "string" && name.toLowerCase() === principal.toLowerCase(),
  );
}
