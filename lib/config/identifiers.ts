import { type NameFault, plainFault } from "./names";
import { quote } from "./problem";

const WAREHOUSE_ID = /^[0-9a-f]{16}$/;
const CLUSTER_ID = /^\d{4}-\d{6}-[a-z0-9-]+$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const WAREHOUSE_PATH = /\bsql\/1\.0\/(?:warehouses|endpoints)\/([0-9a-f]{16})\b/;
const CLUSTER_PATH = /\bsql\/protocolv1\/o\/(\d+)\/([\w-]+)/;

const PRINCIPALS = "Settings › Identity and access › Service principals";

/** True for the id of a SQL warehouse, 16 hexadecimal digits; what is not one may be a warehouse's name. */
export function isWarehouseId(text: string): boolean {
  return WAREHOUSE_ID.test(text);
}

/** What is wrong with the id or name of a warehouse that is there already. */
export function existingWarehouseFault(text: string): NameFault | undefined {
  const allowed = "the id (16 hexadecimal digits) or the name of a SQL warehouse";
  const id = WAREHOUSE_PATH.exec(text)?.[1];
  if (id) return { what: "is an HTTP path", allowed, fix: `write existing: "${id}"` };
  return clusterPathFault(text, allowed) ?? plainFault(text);
}

/** What is wrong with the id of a warehouse to take over. */
export function warehouseImportFault(text: string): NameFault | undefined {
  if (isWarehouseId(text)) return undefined;
  const fix = `write import: "${WAREHOUSE_PATH.exec(text)?.[1] ?? "<id>"}"; the id is in the warehouse's connection details`;
  return { what: `${quote(text)} is not the id of a warehouse`, allowed: "16 hexadecimal digits", fix };
}

/** What is wrong with the id of a cluster. */
export function clusterFault(text: string): NameFault | undefined {
  if (CLUSTER_ID.test(text)) return undefined;
  const allowed = "the id of an all-purpose cluster, e.g. 0923-164208-meows279";
  const fix = "take it from the cluster's address, or from npm run onramp -- list clusters";
  return clusterPathFault(text, allowed) ?? { what: `${quote(text)} is not the id of a cluster`, allowed, fix };
}

function clusterPathFault(text: string, allowed: string): NameFault | undefined {
  const [, workspace, cluster] = CLUSTER_PATH.exec(text) ?? [];
  if (!cluster) return undefined;
  return {
    what: "is the HTTP path of a cluster",
    allowed,
    fix: `write cluster: ${cluster} and workspaceId: ${workspace}`,
  };
}

/** What is wrong with the application id of a service principal that is there already. */
export function applicationIdFault(text: string): NameFault | undefined {
  if (UUID.test(text)) return undefined;
  return {
    what: `${quote(text)} ${misreadAs(text)}`,
    allowed: "the application id of a service principal, e.g. 3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f",
    fix: `take the Application ID from ${PRINCIPALS}`,
  };
}

/** What a text in place of an application id is. */
function misreadAs(text: string): string {
  if (text.includes("@")) return "is an e-mail address, so a user's: a tool signs in as a service principal";
  if (/^\d+$/.test(text)) return "is a numeric id, and grants go by the application id";
  return "is not an application id; display names will not do: several service principals may have the same one";
}

/** What is wrong with the numeric id of a service principal to take over. */
export function principalImportFault(text: string): NameFault | undefined {
  if (/^[1-9]\d{0,18}$/.test(text)) return undefined;
  const isApplicationId = UUID.test(text);
  const otherwise = isApplicationId
    ? "; to use the service principal without owning it, write existing: in place of import:"
    : "";
  return {
    what: `${quote(text)} is ${isApplicationId ? "an application id" : "not the numeric id of a service principal"}`,
    allowed: "the number at the end of the address of its page",
    fix: `open it under ${PRINCIPALS} and take the number from the address${otherwise}`,
  };
}

/** What is wrong with a group that a service principal is to join. */
export function groupFault(text: string): NameFault | undefined {
  const name = text.trim().toLowerCase();
  if (name === "admins") {
    const what = `is ${quote(text)}, whose members may do everything in the workspace`;
    return { what, allowed: "any other group", fix: "name a group that has no more than what the tool needs" };
  }
  if (name === "users" || name === "account users") {
    const what = `is ${quote(text)}, in which every service principal is already`;
    return { what, allowed: "any other group", fix: "remove it" };
  }
  return plainFault(text);
}
