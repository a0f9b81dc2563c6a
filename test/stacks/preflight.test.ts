import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateLocation } from "../../lib/terraform/state-location";
import { loadConfig } from "../../lib/config";
import { preflight } from "../../stacks/look/preflight";
import type { Seen, SeenPrincipal } from "../../stacks/workspace-stack";
import { WorkspaceInProcess } from "../support/workspace-in-process";

let at: WorkspaceInProcess;
beforeEach(() => {
  at = new WorkspaceInProcess();
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(at.folder, { recursive: true });
});

async function look(config: object): Promise<ReadonlyMap<string, SeenPrincipal>> {
  return (await seen(config)).principals ?? new Map();
}

function seen(config: object): Promise<Seen> {
  const { env, folder: project } = at;
  writeFileSync(join(project, "onramp.yaml"), JSON.stringify(config));
  const { config: loaded } = loadConfig({ cwd: project, env });
  const outdir = join(project, "cdktf.out");
  return preflight(loaded, stateLocation(loaded, env, project), { env, project, outdir });
}

const signOut = () => void delete at.env.DATABRICKS_TOKEN;
const cutOff = () => jest.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));

async function principal(displayName: string): Promise<{ readonly id: string; readonly applicationId: string }> {
  const made = await at.request("POST", "/api/2.0/preview/scim/v2/ServicePrincipals", { displayName });
  return JSON.parse(made) as { id: string; applicationId: string };
}

test("sends nothing for a config that adopts nobody, and needs no credentials", async () => {
  signOut();
  expect(await look({ integrations: { kater: { read: ["samples.nyctaxi"] } } })).toEqual(new Map());
  expect(at.sent).toEqual([]);
});

describe("a service principal that is there already", () => {
  let existing: string;
  let id: string;
  const adopting = (more: object = {}) => ({
    integrations: { kater: { read: ["sandbox.default"], principal: { existing }, ...more } },
  });
  beforeEach(async () => {
    ({ applicationId: existing, id } = await principal("etl"));
  });
  const allow = (securable: string, privilege: string) =>
    at.request("PATCH", `/api/2.1/unity-catalog/permissions/${securable}`, {
      changes: [{ principal: existing, add: [privilege] }],
    });

  test("may be granted what it needs when it holds something elsewhere only", async () => {
    await at.request("POST", "/api/2.1/unity-catalog/catalogs", { name: "elsewhere" });
    await allow("catalog/elsewhere", "USE_CATALOG");
    expect(await look(adopting())).toEqual(new Map());
  });

  test("is refused with what it holds there and the line that accepts that", async () => {
    await allow("schema/sandbox.default", "MODIFY");
    const refused = look(adopting());
    await expect(refused).rejects.toMatchObject({ exitCode: 2 });
    await expect(refused).rejects.toThrow(
      new RegExp(
        `^onramp\\.yaml adopts .*nothing was changed\\n  ${existing} holds MODIFY on schema sandbox\\.default; ` +
          "to accept for integration kater: under integrations\\.kater write replaceGrants: true\\n",
      ),
    );
    expect(at.writes).toEqual([]);
  });

  test.each(["etl", "id"])("is found by its name or numeric id as well (%s), and what it holds is seen", async (by) => {
    await allow("schema/sandbox.default", "MODIFY");
    const named = adopting({ principal: { existing: by === "id" ? id : by } });
    await expect(look(named)).rejects.toThrow(`${existing} holds MODIFY on schema sandbox.default; `);
  });

  test("is refused when two integrations name it, each in its own way", async () => {
    const reader = { tool: "kater", read: ["sandbox.default"] };
    const entries = (...names: string[]) => ({
      integrations: Object.fromEntries(
        names.map((name, at) => [`r${at}`, { ...reader, principal: { existing: name }, replaceGrants: true }]),
      ),
    });
    const refused = look(entries(existing, "etl"));
    await expect(refused).rejects.toMatchObject({ exitCode: 2 });
    await expect(refused).rejects.toThrow(
      `onramp.yaml: integrations.r0 and integrations.r1 name one service principal, ${existing}; nothing was changed`,
    );
    const { applicationId: other } = await principal("other");
    expect(await look(entries(other, "etl"))).toEqual(new Map());
    signOut();
    const unseen = await look(entries(existing, "etl"));
    expect([...unseen.keys()]).toEqual(["r1"]);
  });

  test("is left to Terraform, which refuses it, when several have the name", async () => {
    await principal("etl");
    expect(await look(adopting({ principal: { existing: "etl" } }))).toEqual(new Map());
  });

  test("keeps the memberships that it has: only those that a state holds are the stack's", async () => {
    const members = [{ value: id }];
    const group = JSON.parse(
      await at.request("POST", "/api/2.0/preview/scim/v2/Groups", { displayName: "analysts", members }),
    ) as { id: string };
    await at.request("POST", "/api/2.0/preview/scim/v2/Groups", { displayName: "others" });
    const joins = { principal: { existing, groups: ["analysts", "others"] } };
    const joining = adopting(joins);
    for (const replaceGrants of [false, true]) {
      expect(await look(adopting({ ...joins, replaceGrants }))).toEqual(
        new Map([["kater", { memberOf: ["analysts"] }]]),
      );
    }

    const attributes = { id: `${group.id}|${id}` };
    const managed = [{ mode: "managed", type: "databricks_group_member", name: "m", instances: [{ attributes }] }];
    writeFileSync(join(at.folder, "onramp.tfstate"), JSON.stringify({ version: 4, resources: managed }));
    expect(await look(joining)).toEqual(new Map());
  });

  test("is known to have been the stack's own, also where nobody looks at the workspace", async () => {
    const attributes = { id: "42", application_id: existing, display_name: "kater" };
    const managed = [{ mode: "managed", type: "databricks_service_principal", name: "p", instances: [{ attributes }] }];
    writeFileSync(join(at.folder, "onramp.tfstate"), JSON.stringify({ version: 4, resources: managed }));
    expect(await look(adopting())).toEqual(new Map([["kater", { wasOwn: true }]]));
    signOut();
    for (const named of [existing, "42", "kater"]) {
      const accepted = adopting({ principal: { existing: named }, replaceGrants: true });
      expect(await look(accepted)).toEqual(new Map([["kater", { wasOwn: true }]]));
    }
    expect((await look(adopting())).get("kater")).toMatchObject({
      wasOwn: true,
      refusal: expect.any(String) as string,
    });
  });

  test("is not looked at when its privileges may be replaced, or the integration goes", async () => {
    await allow("schema/sandbox.default", "MODIFY");
    at.sent.length = 0;
    expect(await look(adopting({ replaceGrants: true }))).toEqual(new Map());
    expect(await look(adopting({ absent: true }))).toEqual(new Map());
    expect(at.sent).toEqual([]);
  });

  test.each([
    ["without credentials", signOut, /DATABRICKS_TOKEN|sign in|authenti/i],
    ["when the workspace does not answer", cutOff, /could not be looked at: .*fetch failed/],
  ])("%s, synth goes on with the reason why a plan has to be refused", async (_, happens, reason) => {
    happens();
    const seen = await look(adopting());
    expect([...seen.keys()]).toEqual(["kater"]);
    expect(seen.get("kater")?.refusal).toMatch(reason);
    expect(seen.get("kater")?.refusal).toContain("under integrations.kater write replaceGrants: true");
    expect(await look(adopting({ replaceGrants: true, principal: { existing, groups: ["analysts"] } }))).toEqual(
      new Map(),
    );
  });
});

describe("after a run that was cut off", () => {
  const deploying = { integrations: { kater: { read: ["samples.nyctaxi"] } } };
  beforeEach(() => {
    const note = { Operation: "OperationTypeApply", Who: "ada@laptop", Created: "2026-11-20T10:00:00Z" };
    writeFileSync(join(at.folder, ".onramp.tfstate.lock.info"), JSON.stringify(note));
  });

  test("goes on when it left nothing", async () => {
    expect(await look(deploying)).toEqual(new Map());
    expect(at.writes).toEqual([]);
  });

  test("refuses with what it left, the line that takes it over, and the note to remove", async () => {
    const { id } = await principal("kater");
    const refused = look(deploying);
    await expect(refused).rejects.toMatchObject({ exitCode: 2 });
    await expect(refused).rejects.toThrow(
      new RegExp(
        "^a run was cut off, or is still going on: stack onramp by ada@laptop at 2026-11-20T10:00:00Z; nothing[^]*" +
          `the service principal kater \\(${id}\\): under integrations\\.kater write principal: { import: "${id}" }` +
          "[^]*remove .*\\.onramp\\.tfstate\\.lock\\.info$",
      ),
    );
  });

  test.each([
    ["there are no credentials", signOut, 2],
    ["the workspace does not answer", cutOff, 3],
  ])("refuses when %s, for nobody knows what it left", async (_, happens, exitCode) => {
    happens();
    const refused = look(deploying);
    await expect(refused).rejects.toMatchObject({ exitCode });
    await expect(refused).rejects.toThrow(/cannot be looked at: [^]*or look yourself and remove .*lock\.info$/);
  });
});

describe("groups to join", () => {
  const group = async (displayName: string) => {
    const made = await at.request("POST", "/api/2.0/preview/scim/v2/Groups", { displayName });
    return (JSON.parse(made) as { id: string }).id;
  };
  const joining = (...groups: string[]) => ({
    integrations: { kater: { read: ["samples.nyctaxi"], principal: { groups } } },
  });

  test("are left to the provider where it finds exactly them", async () => {
    await group("bi-users");
    expect((await seen(joining("bi-users"))).groups).toEqual(new Map());
  });

  test("are told by id where another name differs in case only, or a character means something in a filter", async () => {
    await group("bi-users");
    const ids = [await group("Bi-Users"), await group('say "hi"'), await group("back\\slash"), await group('""')];
    const names = ["Bi-Users", 'say "hi"', "back\\slash", '""'];
    expect((await seen(joining(...names))).groups).toEqual(new Map(names.map((name, n) => [name, { id: ids[n] }])));
  });

  test("are refused when none is called exactly so, with those that nearly are", async () => {
    await group("bi-users");
    await group("sayhi");
    const refused = look(joining("Bi-Users", 'say"hi"'));
    await expect(refused).rejects.toMatchObject({ exitCode: 2 });
    await expect(refused).rejects.toThrow(
      'integrations.kater.principal.groups: there is no group "Bi-Users"; there is "bi-users"\n',
    );
    await expect(refused).rejects.toThrow('there is no group "say\\"hi\\""\n');
  });

  test.each([
    ["without credentials", signOut],
    ["when the workspace does not answer", cutOff],
  ])("%s, synth goes on with the reason why a plan has to be refused", async (_, happens) => {
    happens();
    expect((await seen(joining("bi-users"))).groups?.get("bi-users")).toEqual({
      refusal: expect.stringContaining('Which group "bi-users" is could not be looked at: ') as string,
    });
  });
});
