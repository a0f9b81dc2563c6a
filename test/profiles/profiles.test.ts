import { isIPv4 } from "node:net";
import { schemaFault, readFault } from "../../lib/config/names";
import { GRANTABLE, inOrder, placeholdersOf, PROBES, PROFILES, readingOf, TEMPLATE_VALUES } from "../../profiles";
import {
  withMode,
  type Form,
  type ProbeId,
  type Profile,
  type ProfilePrivileges,
  type SecondForm,
} from "../../profiles";
import { smallestEntry } from "../../profiles/words/smallest-entry";
import type { Privilege } from "../../lib/databricks/privilege";
import type { SecurableKind } from "../../lib/databricks/securable";
import { messagesOf } from "../config/check";

/** Every profile, and in every mode. */
const all = [...PROFILES.values()].flatMap((profile): [string, Profile][] => [
  [profile.tool, profile],
  ...Object.keys(profile.modes ?? {}).map((mode): [string, Profile] => [
    `${profile.tool} with mode: ${mode}`,
    withMode(profile, mode)!,
  ]),
]);

/** Every string in a declarative value. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** All privileges of a profile or second form, wherever they are granted. */
const listed = (privileges: SecondForm["privileges"] & Partial<ProfilePrivileges>): Privilege[] => [
  ...privileges.catalog,
  ...privileges.schema,
  ...(privileges.schemaFrom11 ?? []),
  ...(privileges.read ?? []),
];

const formsOf = ({ form, secondForms = {} }: Profile): Form[] => [
  form,
  ...Object.values(secondForms).map((second) => second.form),
];

describe.each(all)("%s", (_, profile) => {
  const { privileges, ownSchema, ownCatalog, probes, reads } = profile;
  const second = Object.values(profile.secondForms ?? {});

  test("grants only what may be granted there, and what leads there", () => {
    const valid = (list: readonly Privilege[], kind: SecurableKind) =>
      expect(list.filter((privilege) => !GRANTABLE[kind].has(privilege))).toEqual([]);
    valid(privileges.catalog, "catalog");
    valid([...privileges.schema, ...(privileges.schemaFrom11 ?? [])], "schema");
    valid(privileges.read, "schema");
    for (const own of second) {
      expect(own.privileges.catalog).toEqual(["USE_CATALOG"]);
      expect(own.privileges.schema).toContain("USE_SCHEMA");
      valid(own.privileges.schema, "schema");
    }
    expect(privileges.schema.includes("USE_SCHEMA")).toBe(ownSchema !== "none");
    expect(privileges.catalog.includes("USE_CATALOG")).toBe(ownSchema !== "none" || ownCatalog === true);
    expect(privileges.read.length > 0).toBe(reads.want !== "none");
    expect(listed(privileges)).not.toContain("ALL_PRIVILEGES");
  });

  test("every privilege would be missed by a probe, and every probe needs one", () => {
    const ids: ProbeId[] = [...probes, ...second.flatMap((own) => own.probes)];
    const noticed = new Set<Privilege>(ids.flatMap((id) => [...PROBES[id].notices]));
    const own = second.flatMap((form) => listed(form.privileges));
    const granted = [...listed(privileges), ...own];
    // What leads to the things it reads is granted as well.
    const held = new Set<Privilege>([
      ...granted,
      ...(reads.want === "none" ? [] : (["USE_CATALOG", "USE_SCHEMA"] as const)),
    ]);
    expect(granted.filter((privilege) => !noticed.has(privilege))).toEqual([]);
    expect(
      ids.filter((id) => PROBES[id].notices.length > 0 && !PROBES[id].notices.some((privilege) => held.has(privilege))),
    ).toEqual(["visibility", "metadata"].filter((id) => held.size === 0 && ids.includes(id as ProbeId)));
    expect(probes[0]).toBe("sign-in");
    expect(new Set(probes).size).toBe(probes.length);
  });

  test("names it reads and the schema it insists on exist in Unity Catalog", () => {
    for (const name of [...(reads.byDefault ?? []), ...(reads.always ?? [])]) expect(readFault(name)).toBeUndefined();
    if (profile.fixedSchema) expect(schemaFault(profile.fixedSchema.name)).toBeUndefined();
  });
});

describe.each([...PROFILES])("%s", (tool, profile) => {
  test("is named in lower case, and says what a person has to know", () => {
    expect(tool).toMatch(/^[a-z][a-z0-9-]*$/);
    for (const text of [profile.name, profile.summary, profile.form.path[0]]) expect(text).toMatch(/\S/);
    expect(profile.summary).toMatch(/\.$/);
    expect(inOrder(profile.steps).length).toBeGreaterThan(0);
  });

  test("every template names values that exist, and steps hold no secret", () => {
    const steps = [
      ...inOrder(profile.steps),
      ...(profile.offboarding ?? []),
      ...Object.values(profile.secondForms ?? {}).flatMap((second) => [...inOrder(second.steps), ...second.linking]),
    ];
    const fields = formsOf(profile).flatMap((form) => form.fields.map(({ value }) => value));
    const used = [...steps, ...fields].flatMap(placeholdersOf);
    expect(used.filter((name) => !Object.hasOwn(TEMPLATE_VALUES, name))).toEqual([]);
    expect(steps.flatMap(placeholdersOf)).not.toContain("secret");
  });

  test.each(profile.credentials)("its forms have a place for %s and nothing twice", (kind) => {
    for (const { fields } of formsOf(profile)) {
      const shown = fields.filter(({ only }) => only === undefined || only === kind);
      const placeholders = shown.flatMap(({ value }) => placeholdersOf(value));
      expect(placeholders.filter((name) => name === "secret")).toHaveLength(1);
      expect(placeholders.includes("client_id")).toBe(kind === "oauth");
      expect(new Set(shown.map(({ label }) => label)).size).toBe(shown.length);
    }
  });

  test("accepts both kinds of credential, or says why it does not", () => {
    expect(profile.credentials.length).toBeGreaterThan(0);
    expect(profile.credentials.length > 1).toBe(profile.credentialReason === undefined);
  });

  test("takes a warehouse, and a cluster or says why not; with a field for a warehouse id it takes none", () => {
    expect(profile.compute).toContain("warehouse");
    expect(profile.compute.includes("cluster")).toBe(profile.computeReason === undefined);
    const asked = formsOf(profile).flatMap((form) => form.fields.flatMap(({ value }) => placeholdersOf(value)));
    if (asked.includes("warehouse_id")) expect(profile.compute).toEqual(["warehouse"]);
    else expect(asked.filter((name) => name === "http_path" || name === "jdbc_url")).not.toEqual([]);
  });

  test("names its sources, and covers with them what it says", () => {
    const covered = new Set(profile.evidence.flatMap(({ covers }) => [...covers]));
    for (const aspect of ["form", "privileges", "credentials"] as const) expect(covered).toContain(aspect);
    if (profile.data) expect(covered).toContain("data");
    if (profile.network) expect(covered).toContain("network");
    if (profile.warehouse.needs || profile.warehouse.polling)
      expect(readingOf(profile, "warehouse")).not.toBe("unverified");
    for (const { date, source } of profile.evidence) {
      expect(date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(source).not.toMatch(/facts|guides\//);
    }
  });

  test("its warehouse is one that can be created and that the tool accepts", () => {
    const { type, serverless, autoStopMinutes, minClusters, maxClusters, needs, polling } = profile.warehouse;
    expect(autoStopMinutes).toBeGreaterThanOrEqual(serverless ? 5 : 10);
    expect(minClusters).toBeLessThanOrEqual(maxClusters);
    if (serverless || needs) expect(type).toBe("PRO");
    if (needs?.atLeast === "serverless") expect(serverless).toBe(true);
    if (polling && !polling.onlyWithSchema) expect(autoStopMinutes).toBeLessThan(polling.everyMinutes);
  });

  test("its texts hold no secret and no address of another machine", () => {
    for (const text of textsOf(profile))
      expect(text).not.toMatch(/\b(dapi|dose|dkea)[0-9a-f]{6,}|\/(root|home|tmp)\//i);
    for (const { url } of profile.links) expect(new URL(url).protocol).toBe("https:");
    for (const range of textsOf(profile.network?.ranges)) {
      const [address = "", bits] = range.split("/");
      expect(isIPv4(address) && Number(bits) > 0 && Number(bits) <= 32).toBe(true);
    }
  });

  test("the smallest entry that its explanation shows is accepted", () => {
    expect(messagesOf(`${smallestEntry(profile).join("\n")}\n`)).toEqual([]);
  });
});

test("a variant that does not exist is none, whatever objects have by themselves", () => {
  const clevertap = PROFILES.get("clevertap")!;
  expect(withMode(clevertap, "imprt")).toBeUndefined();
  expect(withMode(clevertap, "constructor")).toBeUndefined();
  expect(withMode(clevertap, "import")).toMatchObject({
    ownSchema: "required",
    privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "SELECT"], read: ["SELECT"] },
  });
});
