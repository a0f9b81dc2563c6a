import { templateValues } from "./fields";
import type { Subject } from "./subject";
import { secondFormsOf } from "./tool-form";

/**
 * Every plain value of a connection by its name, for programs; a value that it does not have is empty. There is no
 * secret among them.
 */
export function detailValues(subject: Subject): Readonly<Record<string, string>> {
  const { connection } = subject;
  const { principal, credential, read } = connection;
  const seconds = secondFormsOf(subject).map(({ key, use }) => {
    const own = use && "schema" in use ? use : undefined;
    return { [`${key}_catalog`]: own?.catalog ?? "", [`${key}_schema`]: own?.schema ?? "" };
  });
  return Object.assign(
    {
      ...templateValues(connection),
      tool: connection.tool,
      warehouse_name: connection.warehouse_name ?? "",
      cluster_id: connection.cluster_id ?? "",
      cluster_name: connection.cluster_name ?? "",
      workspace_id: String(workspaceId(subject) ?? ""),
      read: read.join(","),
      principal: principal.display_name,
      principal_id: principal.application_id,
      credential_kind: credential.kind,
      credential_id: credential.id ?? "",
      lifetime_days: String(credential.lifetime_days ?? ""),
    },
    ...seconds,
  ) as Record<string, string>;
}

/** Host names of Azure and Google Cloud, and the HTTP paths of clusters, have the workspace's id in them. */
const WORKSPACE_ID = [
  /^adb-(\d+)\.\d+\.azuredatabricks\.net$/,
  /^(\d+)\.\d+\.gcp\.databricks\.com$/,
  /^\/?sql\/protocolv1\/o\/(\d+)\//,
];

/** The workspace's id as digits, where host or HTTP path give it away; too long for a number. */
export function workspaceId({ connection: { host, http_path } }: Pick<Subject, "connection">): string | undefined {
  const found = WORKSPACE_ID.map((pattern) => (pattern.exec(host) ?? pattern.exec(http_path))?.[1]);
  return found.find((id) => id !== undefined && !/^0+$/.test(id));
}
