import { parse } from "yaml";
import { run, type AdoptWarehouseCommand } from "../../scripts/workspace/share-warehouse";
import { WorkspaceInProcess } from "../support/workspace-in-process";

const SCIM = "/api/2.0/preview/scim/v2";

let there: WorkspaceInProcess;
let id: string;

beforeEach(async () => {
  there = new WorkspaceInProcess();
  const settings = { name: "Shared warehouse", cluster_size: "Small", warehouse_type: "PRO" };
  const made = JSON.parse(await there.request("POST", "/api/2.0/sql/warehouses", settings)) as { id: string };
  id = made.id;
  for (const displayName of ["analysts", "tools"]) await there.request("POST", `${SCIM}/Groups`, { displayName });
  await there.request("POST", `${SCIM}/Users`, { userName: "ann@example.com" });
  const stranger = await there.request("POST", `${SCIM}/ServicePrincipals`, { displayName: "stranger" });
  const { applicationId } = JSON.parse(stranger) as { applicationId: string };
  await permit({ group_name: "analysts" }, "CAN_USE");
  await permit({ user_name: "ann@example.com" }, "CAN_MANAGE");
  await permit({ service_principal_name: applicationId }, "CAN_MONITOR");
});
afterEach(() => there.close());

const path = () => `/api/2.0/permissions/warehouses/${id}`;

/** The whole list, as the service sends it. */
const acl = () => there.request("GET", path());

/** Changes the list past the command. */
const permit = (principal: object, permission_level: string) =>
  there.request("PATCH", path(), { access_control_list: [{ ...principal, permission_level }] });

/** The list without one group, byte for byte. */
function without(group: string, list: string): string {
  const { access_control_list: all, ...rest } = JSON.parse(list) as { access_control_list: { group_name?: string }[] };
  return JSON.stringify({ ...rest, access_control_list: all.filter(({ group_name }) => group_name !== group) });
}

const adopt = (command: Partial<AdoptWarehouseCommand>, typed?: string) =>
  there.run((context, input) => run({ names: [id], group: "tools", ...command }, context, input), typed);

test("adds CAN_USE for the group, and every other entry stays what it was", async () => {
  const before = await acl();
  const { code, out, err } = await adopt({ yes: true });
  expect(code).toBe(0);
  expect(parse(out)).toEqual({ warehouse: { existing: id, viaGroup: "tools" } });
  expect(err).toContain("group analysts");
  expect(err).toContain("CAN_MANAGE (inherited)");
  const after = await acl();
  expect(without("tools", after)).toBe(without("tools", before));
  expect(after).toContain(
    '{"group_name":"tools","all_permissions":[{"permission_level":"CAN_USE","inherited":false}]}',
  );
  expect(there.writes).toEqual([{ method: "PATCH", path: `/api/2.0/permissions/warehouses/${id}` }]);
});

test("a second time there is nothing to do, and nobody is asked", async () => {
  await adopt({ yes: true });
  const before = await acl();
  const { code, out, err } = await adopt({});
  expect(code).toBe(0);
  expect(err).toContain("Nothing to do: the group tools has CAN_USE already.");
  expect(parse(out)).toEqual({ warehouse: { existing: id, viaGroup: "tools" } });
  expect(await acl()).toBe(before);
  expect(there.writes).toHaveLength(1);
});

test("the warehouse may be named, and a group that may do more is told of", async () => {
  await permit({ group_name: "tools" }, "CAN_MANAGE");
  const { code, err } = await adopt({ names: ["Shared warehouse"] });
  expect(code).toBe(0);
  expect(err).toContain("with CAN_MANAGE a tool could do more");
  expect(there.writes).toEqual([]);
});

test.each([
  ["y\n", 0, 1],
  ["yes\n", 0, 1],
  ["n\n", 1, 0],
  ["\n", 1, 0],
  ["", 1, 0],
])("asks on a terminal before it changes anything: %j", async (typed, code, writes) => {
  const result = await adopt({}, typed);
  expect(result.code).toBe(code);
  expect(result.err).toContain("To be added: CAN_USE for the group tools.");
  expect(there.writes).toHaveLength(writes);
});

test("--create-group creates it for this workspace alone, and says what it is good for", async () => {
  const { code, err } = await adopt({ group: "onramp tools", createGroup: true, yes: true });
  expect(code).toBe(0);
  expect(err).toContain("Unity Catalog gives them no data");
  expect(there.workspace.principals.findByName("onramp tools")?.kind).toBe("group");
  expect(await acl()).toContain('"group_name":"onramp tools"');
});

test("fails when another entry is no longer what it was, and says how to put it back", async () => {
  there.afterNext = {
    method: "PATCH",
    act: () => permit({ group_name: "analysts" }, "CAN_VIEW"),
  };
  const { code, out, err } = await adopt({ yes: true });
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(err).toContain("other entries of Shared warehouse are not what they were");
  expect(err).toContain(
    `databricks api patch /api/2.0/permissions/warehouses/${id} --json ` +
      `'{"access_control_list":[{"group_name":"analysts","permission_level":"CAN_USE"}]}'`,
  );
});

describe("refuses, and changes nothing,", () => {
  test.each<[string, Partial<AdoptWarehouseCommand>, RegExp, RegExp]>([
    ["without anybody to ask", {}, /Nobody is there to be asked/, /--yes/],
    ["no warehouse", { names: [] }, /No warehouse is named/, /list warehouses/],
    ["two warehouses", { names: ["a", "b"] }, /one warehouse at a time/, /quotes/],
    ["no group", { group: undefined }, /No group is named/, /--group/],
    ["a group whose members may do everything", { group: "admins" }, /not for tools/, /--create-group/],
    ["a group that everybody is in", { group: "users" }, /not for tools: everybody/, /--create-group/],
    ["a group that is not there", { group: "tols" }, /has no group "tols"/, /account admin/],
    [
      "a warehouse that is not there",
      { names: ["Shared warehose"] },
      /no warehouse/,
      /did you mean "Shared warehouse"/,
    ],
    ["a warehouse that was deleted", { names: ["0000000000000000"] }, /or you cannot see it/, /list warehouses/],
  ])("%s", async (_what, command, message, fix) => {
    const before = await acl();
    const failure = (await adopt(command).catch((error: unknown) => error)) as { fix: string[] };
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
    expect(failure.fix.join("\n")).toMatch(fix);
    expect(there.writes).toEqual([]);
    expect(await acl()).toBe(before);
  });

  test("a warehouse of a stack, which says itself who may use it", async () => {
    const tags = { custom_tags: [{ key: "onramp", value: "bi" }] };
    await there.request("POST", `/api/2.0/sql/warehouses/${id}/edit`, { tags });
    await expect(adopt({ yes: true })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("tag onramp: bi") as string,
    });
    expect(there.writes).toEqual([]);
  });

  test("who may not manage the warehouse, and says whom to ask", async () => {
    there.signInAs("bob@example.com");
    await permit({ user_name: "bob@example.com" }, "CAN_USE");
    await expect(adopt({ yes: true })).rejects.toMatchObject({
      exitCode: 3,
      fix: [expect.stringContaining("CAN_MANAGE") as string],
    });
    expect(there.writes).toEqual([]);
  });
});
