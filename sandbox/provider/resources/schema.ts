import type { Resource } from "../engine/resource";
import { given, isZero, text } from "../engine/value";
import {
  checkMetastore,
  ignoringCase,
  ignoringSlash,
  predictiveOptimization,
  schemaPath,
  schemasPath,
  updateOwned,
} from "./unity-catalog";

interface SchemaInfo {
  full_name: string;
}

const CHANGEABLE = ["comment", "properties", "enable_predictive_optimization"];

/** A schema; the id is its full name. */
export const schema: Resource = {
  rules: {
    name: { same: ignoringCase, forceNew: true },
    catalog_name: { same: ignoringCase, forceNew: true },
    storage_root: { same: ignoringSlash, forceNew: true },
    enable_predictive_optimization: predictiveOptimization,
    force_destroy: { default: false },
  },

  async create({ client, created }, planned) {
    await checkMetastore(client, planned);
    const { full_name: id } = await client.post<SchemaInfo>(
      schemasPath,
      given(planned, "catalog_name", "name", "comment", "properties", "storage_root"),
    );
    created({ id });
    if (["owner", "enable_predictive_optimization"].some((name) => !isZero(planned[name] ?? null))) {
      await client.patch(schemaPath(id), given(planned, "owner", ...CHANGEABLE));
    }
    return { id };
  },

  read: ({ client }, state) => client.get(schemaPath(text(state, "id"))),

  async update({ client }, planned, prior) {
    await checkMetastore(client, planned);
    const info = await updateOwned<SchemaInfo>(client, schemaPath(text(prior, "id")), prior, planned, CHANGEABLE);
    return info && { id: info.full_name };
  },

  async delete({ client }, state) {
    await checkMetastore(client, state);
    await client.delete(schemaPath(text(state, "id")) + (state["force_destroy"] === true ? "?force=true" : ""));
  },
};
