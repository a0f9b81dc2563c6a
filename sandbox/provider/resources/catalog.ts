import { explained } from "../api-error";
import type { Client } from "../client";
import type { Resource } from "../engine/resource";
import { given, isZero, text, type Values } from "../engine/value";
import {
  bindingsPath,
  catalogPath,
  catalogsPath,
  changesBeyond,
  checkMetastore,
  currentMetastore,
  ignoringCase,
  ignoringSlash,
  oldBindingsPath,
  predictiveOptimization,
  schemaPath,
  updateOwned,
} from "./unity-catalog";

interface CatalogInfo {
  name: string;
  share_name?: string;
  connection_name?: string;
}

/** Only these can be changed; `POST` knows none of the first three. */
const LATER = ["owner", "isolation_mode", "enable_predictive_optimization"];

/** A catalog without the schema `default` that the service creates in it; the id is its name. */
export const catalog: Resource = {
  rules: {
    name: { same: ignoringCase },
    connection_name: { same: ignoringCase, forceNew: true, conflictsWith: ["provider_name", "share_name"] },
    provider_name: { same: ignoringCase, forceNew: true, conflictsWith: ["connection_name", "storage_root"] },
    share_name: { same: ignoringCase, forceNew: true, conflictsWith: ["connection_name", "storage_root"] },
    storage_root: { same: ignoringSlash, forceNew: true },
    options: { forceNew: (prior, planned) => changesBeyond("authorized_paths", prior, planned) },
    enable_predictive_optimization: predictiveOptimization,
    effective_predictive_optimization_flag: { keep: true },
    provisioning_info: { keep: true },
    force_destroy: { default: false },
  },

  async create({ client, created }, planned) {
    await checkMetastore(client, planned);
    const info = await client.post<CatalogInfo>(
      catalogsPath,
      given(
        planned,
        "name",
        "comment",
        "properties",
        "storage_root",
        "provider_name",
        "share_name",
        "connection_name",
        "options",
      ),
    );
    // Like the real provider: when this is refused the catalog is there, but not in the state.
    if (!info.share_name && !info.connection_name) {
      const dropped = client.delete(schemaPath(`${info.name}.default`));
      await explained("cannot remove new catalog default schema", dropped);
    }
    created({ id: info.name });
    if (LATER.some((name) => !isZero(planned[name] ?? null))) {
      await client.patch(catalogPath(info.name), given(planned, ...LATER, "comment", "properties"));
      await bindIsolated(client, info.name, planned);
    }
    return { id: info.name };
  },

  async read({ client }, state) {
    const info = await client.get<Record<string, unknown>>(catalogPath(text(state, "id")));
    return { browse_only: false, storage_location: "", ...info };
  },

  async update({ client }, planned, prior) {
    await checkMetastore(client, planned);
    const names = ["comment", "properties", "isolation_mode"];
    if (text(planned, "catalog_type") === "MANAGED_CATALOG") names.push("enable_predictive_optimization");
    const info = await updateOwned<CatalogInfo>(client, catalogPath(text(prior, "id")), prior, planned, names);
    if (!info) return;
    await bindIsolated(client, info.name, planned);
    return { id: info.name };
  },

  async delete({ client }, state) {
    await checkMetastore(client, state);
    const name = text(state, "id");
    if (state["isolation_mode"] === "ISOLATED") {
      const { workspace_id } = await currentMetastore(client);
      await client.patch(oldBindingsPath(name), { assign_workspaces: [workspace_id] });
    }
    await client.delete(catalogPath(name) + (state["force_destroy"] === true ? "?force=true" : ""));
  },
};

/** An isolated catalog can be read only from workspaces it is bound to. */
async function bindIsolated(client: Client, name: string, planned: Values): Promise<void> {
  if (planned["isolation_mode"] !== "ISOLATED") return;
  const { workspace_id } = await currentMetastore(client);
  await client.patch(bindingsPath("catalog", name), {
    add: [{ binding_type: "BINDING_TYPE_READ_WRITE", workspace_id }],
  });
}
