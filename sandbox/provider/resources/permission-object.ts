import { segment, type Client } from "../client";
import { OperationError } from "../engine/diagnostics";
import { text, type Values } from "../engine/value";
import { warehousePath, type Warehouse } from "./warehouse";

/** A kind of object that has an access list. */
export interface PermissionKind {
  /** Attribute of the resource that names the object. */
  field: string;
  /** What the path of the API, and the resource's id, has before the object's own id. */
  prefix: string;
  /** `object_type` of the API's answer. */
  type: string;
  levels: readonly string[];
  /** Those that leave whoever applies in control. */
  management: readonly string[];
  /** Who gets CAN_MANAGE without being listed. */
  manager: "admins" | "me";
  /** Of objects that have an owner: who made one. */
  creator?: (client: Client, id: string) => Promise<string | undefined>;
}

/** The kinds that are served here; every other is left to the real provider. */
export const PERMISSION_KINDS: readonly PermissionKind[] = [
  {
    field: "sql_endpoint_id",
    prefix: "/sql/warehouses/",
    type: "warehouses",
    levels: ["CAN_MANAGE", "CAN_MONITOR", "CAN_USE", "CAN_VIEW", "IS_OWNER"],
    management: ["CAN_MANAGE", "IS_OWNER"],
    manager: "me",
    creator: async (client, id) => (await client.get<Warehouse>(warehousePath(id))).creator_name,
  },
  {
    field: "cluster_id",
    prefix: "/clusters/",
    type: "cluster",
    levels: ["CAN_ATTACH_TO", "CAN_MANAGE", "CAN_RESTART"],
    management: ["CAN_MANAGE"],
    manager: "me",
  },
  {
    field: "authorization",
    prefix: "/authorization/",
    type: "tokens",
    levels: ["CAN_MANAGE", "CAN_USE"],
    management: ["CAN_MANAGE", "CAN_USE"],
    manager: "admins",
  },
];

/** One object with an access list. */
export interface PermissionObject {
  kind: PermissionKind;
  /** Its own id: of the warehouse, of the cluster, or `tokens`. */
  objectId: string;
}

/** The object that a configuration names. */
export function configuredObject(planned: Values): PermissionObject {
  const kind = PERMISSION_KINDS.find(({ field }) => text(planned, field) !== "");
  if (!kind) throw new OperationError("at least one type of resource identifier must be set");
  return { kind, objectId: text(planned, kind.field) };
}

/** The object that a resource's id names; old states say `/warehouses/<id>`. */
export function objectOf(state: Values): PermissionObject {
  const id = text(state, "id").replace(/^\/warehouses\//, "/sql/warehouses/");
  const kind = PERMISSION_KINDS.find(({ prefix }) => id.startsWith(prefix));
  const objectId = id.slice(kind?.prefix.length);
  if (kind && /^[^/]+$/.test(objectId)) return { kind, objectId };
  throw new OperationError(
    `the id has to be /sql/warehouses/<warehouse id>, /clusters/<cluster id> or /authorization/tokens, got ${text(state, "id")}`,
  );
}

/** Path of an object's access list. */
export function permissionsPath({ kind, objectId }: PermissionObject): string {
  return `/api/2.0/permissions${kind.prefix}${segment(objectId)}`;
}
