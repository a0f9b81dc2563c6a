import { CLUSTER_HTTP_PATH, WAREHOUSE_HTTP_PATH } from "../databricks/http-path";
import { principalKey } from "../databricks/service-principals";
import { type NameFault, plainFault } from "./names";
import { quote } from "./problem";
import { onramp } from "../command-line";

const WAREHOUSE_ID = /^[0-9a-f]{16}$/;
const CLUSTER_ID = /^\d{4}-\d{6}-[a-z0-9-]+$/;

const PRINCIPALS = "Settings › Identity and access › Service principals";

/** True for the id of a SQL warehouse, 16 hexadecimal digits; what is not one may be a warehouse's name. */
export function isWarehouseId(text: string): boolean {
  return WAREHOUSE_ID.test(text);
}

/** What is wrong with the id or name of a warehouse that is there already. */
export function warehouseFault(text: string): NameFault | undefined {
  const allowed = "the id (16 hexadecimal digits) or the name of a SQL warehouse";
  const id = WAREHOUSE_HTTP_PATH.exec(text)?.[1];
  if (id) return { what: "is an HTTP path", allowed, fix: `write the id in it: "${id}"` };
  return clusterPathFault(text, allowed) ?? plainFault(text);
}

/** What is wrong with the id of a cluster. */
export function clusterFault(text: string): NameFault | undefined {
  if (CLUSTER_ID.test(text)) return undefined;
  const allowed = "the id of an all-purpose cluster, e.g. 0923-164208-meows279";
  const fix = `take it from the cluster's address, or from ${onramp("workspace list clusters")}`;
  return clusterPathFault(text, allowed) ?? { what: `${quote(text)} is not the id of a cluster`, allowed, fix };
}

function clusterPathFault(text: string, allowed: string): NameFault | undefined {
  const [, workspace, cluster] = CLUSTER_HTTP_PATH.exec(text) ?? [];
  if (!cluster) return undefined;
  return {
    what: "is the HTTP path of a cluster",
    allowed,
    fix: `write cluster: ${cluster} and workspaceId: ${workspace}`,
  };
}

/** What is wrong with the id or name of a service principal that is there already. */
export function principalFault(text: string): NameFault | undefined {
  const allowed = "the application id, numeric id or display name of a service principal";
  const fix = `take one of these from ${PRINCIPALS}`;
  if (text.includes("@")) {
    return {
      what: `${quote(text)} is an e-mail address, so a user's: a tool signs in as a service principal`,
      allowed,
      fix,
    };
  }
  if (/^[0-9a-f-]{20,}.?$/i.test(text) && principalKey(text) === "displayName") {
    return { what: `${quote(text)} is almost an application id`, allowed, fix };
  }
  return plainFault(text);
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
