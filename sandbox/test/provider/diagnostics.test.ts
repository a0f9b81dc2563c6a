import { ApiError } from "../../provider/api-error";
import { conform } from "../../provider/engine/conform";
import { AttributeError, toDiagnostic } from "../../provider/engine/diagnostics";
import { PROVIDER_SCHEMA } from "../../provider/engine/schema";
import { UNKNOWN } from "../../provider/engine/value";
import { validateConfig } from "../../provider/engine/validate";
import { RESOURCES } from "../../provider/resources";

function blockOf(type: string) {
  return PROVIDER_SCHEMA.resource_schemas[`databricks_${type}`]?.block ?? {};
}

function problems(type: string, config: object): string[] {
  const resource = RESOURCES[`databricks_${type}`];
  if (!resource) throw new Error(type);
  return validateConfig(resource, conform(blockOf(type), { ...config })).map(
    ({ path, message }) => `${path.join(".")} — ${message}`,
  );
}

const endpoint = { name: "w", cluster_size: "Small" };
const permission = { sql_endpoint_id: "w" };

describe("a configuration", () => {
  test.each<[string, object, string]>([
    ["sql_endpoint", { ...endpoint, cluster_size: "5X-Large" }, "cluster_size — expected one of 2X-Small, "],
    [
      "sql_endpoint",
      { ...endpoint, max_num_clusters: 31 },
      "max_num_clusters — expected a number from 1 to 30, got 31",
    ],
    ["sql_endpoint", { ...endpoint, warehouse_type: "FREE" }, "warehouse_type — expected one of PRO, CLASSIC"],
    ["group", { display_name: "users" }, "display_name — expected display_name to not be any of users, admins"],
    ["service_principal", {}, "at least one of application_id, display_name is needed; none is set"],
    [
      "service_principal",
      { display_name: "a", workspace_consume: true, workspace_access: true },
      "workspace_consume — workspace_consume conflicts with workspace_access",
    ],
    ["grant", { principal: "p", privileges: ["SELECT"] }, "exactly one of catalog, "],
    ["grant", { catalog: "c", schema: "c.s", principal: "p", privileges: [] }, "catalog — exactly one of"],
    [
      "permissions",
      { job_id: "j" },
      "job_id — the local workspace has permissions of SQL warehouses, clusters and tok",
    ],
    ["permissions", { authorization: "passwords" }, 'authorization — expected tokens, got "passwords"'],
    [
      "permissions",
      { cluster_id: "c", access_control: [{ group_name: "g", permission_level: "CAN_USE" }] },
      "permission_level CAN_USE is not supported with cluster_id objects; allowed levels: CAN_ATTACH_TO, CAN_MANAGE",
    ],
    [
      "permissions",
      { ...permission, access_control: [{ group_name: "g", permission_level: "CAN_RUN" }] },
      "access_control.0.permission_level — permission_level CAN_RUN is not supported",
    ],
    [
      "catalog",
      { name: "c", share_name: "s", storage_root: "s3://b" },
      "share_name — share_name conflicts with storage_root",
    ],
    [
      "schema",
      { name: "s", catalog_name: "c", enable_predictive_optimization: "ON" },
      "enable_predictive_optimization — expected one of",
    ],
  ])("of %s refuses %j", (type, config, expected) => {
    expect(problems(type, config).join("\n")).toContain(expected);
  });

  test.each<[string, object]>([
    ["sql_endpoint", { ...endpoint, cluster_size: UNKNOWN, max_num_clusters: UNKNOWN }],
    ["grant", { catalog: UNKNOWN, principal: "p", privileges: UNKNOWN }],
    ["permissions", { ...permission, access_control: UNKNOWN }],
    ["group", { display_name: "tools" }],
  ])("of %s may hold what is not known yet: %j", (type, config) => {
    expect(problems(type, config)).toEqual([]);
  });
});

describe("an error of the service", () => {
  const config = {
    name: "bi",
    cluster_size: "Small",
    auto_stop_mins: 3,
    catalog_name: "sales",
    comment: "x",
    schema: "sales.crm",
  };

  test.each([
    ["auto_stop_mins must be 0 or at least 10.", "auto_stop_mins"],
    ["Catalog 'sales' does not exist.", "catalog_name"],
    ["Schema `sales.crm` does not exist.", "schema"],
    ["The name is too long.", "name"],
    ["Quota exceeded.", undefined],
  ])("%j is put on %s", (message, attribute) => {
    const error = new ApiError("POST /x", 400, { error_code: "INVALID_PARAMETER_VALUE", message });
    const diagnostic = toDiagnostic(error, "cannot create x", {}, config, () => undefined);
    expect(diagnostic.summary).toBe(`cannot create x: ${message}`);
    expect(diagnostic.detail).toBe("POST /x answered 400 INVALID_PARAMETER_VALUE");
    expect(diagnostic.attribute?.steps).toEqual(attribute && [{ attribute_name: attribute }]);
  });

  test.each([
    [{ error_code: "X", message: "m" }, "m", "X"],
    [{ error: "old style" }, "old style", ""],
    [{ detail: "no such user", scimType: "noTarget", status: "404" }, "noTarget no such user", ""],
    [{ error: "invalid_client", error_description: "wrong secret" }, "wrong secret", ""],
    ["<html>", "HTTP status 502", ""],
    [undefined, "HTTP status 502", ""],
  ])("understands %j", (body, message, code) => {
    expect(new ApiError("GET /x", 502, body)).toMatchObject({ message, code });
  });
});

test("ends the way to an element of a set at the set", () => {
  const error = new AttributeError(["access_control", 0, "permission_level"], "wrong");
  const { attribute } = toDiagnostic(error, undefined, blockOf("permissions"), undefined, () => undefined);
  expect(attribute?.steps).toEqual([{ attribute_name: "access_control" }]);
});

test("hides a bug's stack from the user and shows it to whoever runs the workspace", () => {
  const lines: string[] = [];
  const diagnostic = toDiagnostic(new TypeError("oops"), "cannot read x", {}, undefined, (line) => lines.push(line));
  expect(diagnostic).toMatchObject({ summary: "cannot read x: the embedded provider failed: oops", detail: undefined });
  expect(lines.join()).toMatch(/TypeError: oops\n +at /);
});
