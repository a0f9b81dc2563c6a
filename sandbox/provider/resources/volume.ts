import { segment } from "../client";
import { oneOfTexts } from "../engine/validate";
import type { Resource } from "../engine/resource";
import { given, text, type Values } from "../engine/value";
import { ignoringCase, ignoringSlash, updateOwned, volumesPath } from "./unity-catalog";

interface VolumeInfo {
  full_name: string;
}

const volumePath = (fullName: string): string => `${volumesPath}/${segment(fullName)}`;

/** A volume; the id is its full name, which changes when it is renamed. */
export const volume: Resource = {
  rules: {
    name: { same: ignoringCase },
    catalog_name: { same: ignoringCase, forceNew: true },
    schema_name: { same: ignoringCase, forceNew: true },
    volume_type: { forceNew: true, check: oneOfTexts("EXTERNAL", "MANAGED") },
    storage_location: { same: ignoringSlash, forceNew: true, keep: true },
  },

  async create({ client, created }, planned) {
    const { full_name: id } = await client.post<VolumeInfo>(
      volumesPath,
      given(planned, "catalog_name", "schema_name", "name", "volume_type", "storage_location", "comment"),
    );
    created({ id });
    if (text(planned, "owner") !== "") await client.patch(volumePath(id), given(planned, "owner", "comment"));
    return { id };
  },

  async read({ client }, state) {
    const info = await client.get<VolumeInfo>(volumePath(text(state, "id")));
    return { ...info, volume_path: `/Volumes/${info.full_name.replaceAll(".", "/")}` };
  },

  async update({ client }, planned, prior) {
    // Another spelling of the same name is no change: see the rules.
    const renamed: Values = planned["name"] === prior["name"] ? {} : { new_name: planned["name"] ?? null };
    const path = volumePath(text(prior, "id"));
    const info = await updateOwned<VolumeInfo>(client, path, prior, { ...planned, ...renamed }, [
      "comment",
      "new_name",
    ]);
    return info && { id: info.full_name };
  },

  delete: ({ client }, state) => client.delete(volumePath(text(state, "id"))),
};
