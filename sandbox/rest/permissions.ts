import type { AccessEntry } from "../state/access-control";
import { invalid } from "../state/errors";
import type { Principal } from "../state/records/principal";
import {
  type PermissionEntry,
  type PermissionObject,
  clustersObject,
  tokensObject,
  warehousesObject,
} from "../state/object-permissions";
import type { Workspace } from "../state/workspace";
import { type Fields, readBody } from "./body";
import type { Area, RestContext } from "./context";

/** Path of the API → the object it is about. `warehouses` is an alias of `sql/warehouses`. */
const OBJECTS: readonly [path: string, object: (c: RestContext) => PermissionObject][] = [
  ["sql/warehouses/:id", (c) => warehousesObject(c.req.param("id") ?? "")],
  ["warehouses/:id", (c) => warehousesObject(c.req.param("id") ?? "")],
  ["clusters/:id", (c) => clustersObject(c.req.param("id") ?? "")],
  ["authorization/tokens", () => tokensObject],
];

/** Access control lists of warehouses, clusters and tokens. @see https://docs.databricks.com/api/workspace/permissions */
export const permissions: Area = (app, { workspace }) => {
  for (const [suffix, objectOf] of OBJECTS) {
    const path = `/api/2.0/permissions/${suffix}`;

    app.get(path, (c) => {
      const object = objectOf(c);
      return c.json(toWire(object, workspace.permissions.list(c.get("caller"), object)));
    });

    app.put(path, async (c) => {
      const entries = entriesOf(workspace, await readBody(c));
      const object = objectOf(c);
      return c.json(toWire(object, workspace.permissions.replace(c.get("caller"), object, entries)));
    });

    app.patch(path, async (c) => {
      const entries = entriesOf(workspace, await readBody(c));
      const object = objectOf(c);
      return c.json(toWire(object, workspace.permissions.merge(c.get("caller"), object, entries)));
    });

    app.get(`${path}/permissionLevels`, (c) =>
      c.json({
        permission_levels: workspace.permissions
          .levels(c.get("caller"), objectOf(c))
          .map(([level, description]) => ({ permission_level: level, description })),
      }),
    );
  }
};

const NAME_FIELDS: Readonly<Record<Principal["kind"], string>> = {
  user: "user_name",
  servicePrincipal: "service_principal_name",
  group: "group_name",
};

function entriesOf(workspace: Workspace, body: Fields): AccessEntry[] {
  return (body.objects("access_control_list") ?? []).map((entry) => {
    const given = Object.entries(NAME_FIELDS).filter(([, field]) => entry.has(field));
    const [kind, field] = given[0] ?? [];
    if (!kind || !field || given.length > 1) {
      throw invalid(`Exactly one of ${Object.values(NAME_FIELDS).join(", ")} must be set in an access control entry.`);
    }
    const principal = entry.required(field);
    // The Terraform provider names the caller as user_name even when it is a service principal.
    const found = workspace.principals.findByName(principal)?.kind;
    if (found !== undefined && found !== kind && !(kind === "user" && found === "servicePrincipal")) {
      throw invalid(`Principal: ${field}(${principal}) does not exist.`);
    }
    return { principal, level: entry.required("permission_level") };
  });
}

function toWire(object: PermissionObject, entries: readonly PermissionEntry[]) {
  return {
    object_id: object.path,
    object_type: object.type,
    access_control_list: entries.map(({ principal, name, held }) => ({
      [NAME_FIELDS[principal.kind]]: name,
      display_name: principal.kind === "group" ? undefined : principal.displayName,
      all_permissions: held.map(({ level, inheritedFrom }) => ({
        permission_level: level,
        inherited: inheritedFrom !== undefined,
        inherited_from_object: inheritedFrom && [inheritedFrom],
      })),
    })),
  };
}
