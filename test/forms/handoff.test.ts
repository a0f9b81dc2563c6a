import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expiryOf } from "../../lib/forms/expiry";
import { changesSince, fingerprint, updated } from "../../lib/forms/handoff/changes";
import type { HandoffRecord } from "../../lib/forms/handoff/record";
import { renderChanges } from "../../lib/forms/handoff/render";
import { readRecord, recordFile, writeRecord } from "../../lib/forms/handoff/store";
import { Secret } from "../../lib/databricks/secret";
import { connection, SECRET_TEXT, subject } from "../support/subject";

const MONDAY = new Date("2026-11-16T09:00:00Z");
const TUESDAY = new Date("2026-11-17T09:00:00Z");

const nothing: HandoffRecord = { version: 1, integration: "clevertap", salt: "0123" };
const handed = updated(nothing, subject(), { now: MONDAY, handedOver: true });
const replaced = subject({
  secret: new Secret("another-token-0123456789"),
  connection: {
    ...connection,
    http_path: "/sql/1.0/warehouses/w2",
    credential: { ...connection.credential, id: "t2" },
  },
});

describe("what changed since the last hand-off", () => {
  test("is nothing at the first one, and nothing when all is the same", () => {
    expect(changesSince(nothing, subject())).toEqual([]);
    expect(changesSince(handed, subject())).toEqual([]);
  });

  test("is each field that differs, a plain one with both values and a secret with both fingerprints", () => {
    expect(changesSince(handed, replaced)).toEqual([
      { form: "main", label: "HTTP Path", secret: false, from: connection.http_path, to: "/sql/1.0/warehouses/w2" },
      {
        form: "main",
        label: "Personal Access Token",
        secret: true,
        from: fingerprint(new Secret(SECRET_TEXT), "0123"),
        to: fingerprint(replaced.secret!, "0123"),
      },
    ]);
  });

  test("is also a field that came, or went", () => {
    const without = subject({ connection: { ...connection, schema: undefined } });
    expect(changesSince(handed, without)).toEqual([
      { form: "main", label: "Schema", secret: false, from: "clevertap_schema" },
    ]);
    const came = changesSince(updated(nothing, without, { now: MONDAY, handedOver: true }), subject());
    expect(came).toEqual([{ form: "main", label: "Schema", secret: false, to: "clevertap_schema" }]);
  });

  test("is a secret made elsewhere only where it was given both times", () => {
    const credential = { kind: "pat" as const, external: true as const };
    const external = { ...connection, credential };
    const without = subject({ connection: external, secret: undefined });
    const given = subject({ connection: external });
    const first = updated(nothing, without, { now: MONDAY, handedOver: true });
    expect(changesSince(first, given)).toEqual([]);
    const second = updated(first, given, { now: MONDAY, handedOver: true });
    const third = updated(second, without, { now: TUESDAY, handedOver: true });
    expect(changesSince(third, given)).toEqual([]);
    const another = { ...given, secret: new Secret("another") };
    expect(changesSince(third, another)).toMatchObject([{ label: "Personal Access Token", secret: true }]);
  });

  test("is told with the tool's own names of the fields", () => {
    const changes = [...changesSince(handed, replaced), { form: "main", label: "Catalog", secret: false, from: "c" }];
    const text = renderChanges({ profile: subject().profile, since: MONDAY.toISOString(), changes });
    expect(text.replace(/[0-9a-f]{8} → [0-9a-f]{8}/, "…")).toBe(
      [
        "FORM CHANGED  since 16 November 2026: change in CleverTap",
        `  HTTP Path              ${connection.http_path} → /sql/1.0/warehouses/w2`,
        "  Personal Access Token  fingerprint …",
        "  Catalog                no longer needed",
        "",
      ].join("\n"),
    );
  });
});

test("fingerprints tell secrets apart, and differ from one salt to the other", () => {
  const [a, b] = [new Secret("a"), new Secret("b")];
  const all = [fingerprint(a, "1"), fingerprint(b, "1"), fingerprint(a, "2")];
  expect(new Set(all).size).toBe(3);
  expect(all.join(" ")).toMatch(/^([0-9a-f]{8} ?){3}$/);
  expect(fingerprint(a, "1")).toBe(all[0]);
});

test("a check that nobody was shown the form of leaves the changes to be told", () => {
  const check = { status: "FAIL" as const, credential_id: "t2", test_results: [] };
  const checked = updated(handed, replaced, { now: TUESDAY, handedOver: false, check });
  expect(checked.check).toEqual({ ...check, at: TUESDAY.toISOString() });
  expect(changesSince(checked, replaced)).toHaveLength(2);
  const told = updated(checked, replaced, { now: TUESDAY, handedOver: true });
  expect(changesSince(told, replaced)).toEqual([]);
  expect(told.changed).toMatchObject({ since: MONDAY.toISOString(), at: TUESDAY.toISOString() });
  expect(told.changed?.fields).toHaveLength(2);
});

describe("the end of a credential", () => {
  test("is what the workspace said", () => {
    const check = { status: "PASS" as const, credential_id: "t1", days_left: 80, test_results: [] };
    const record = updated(handed, subject(), { now: TUESDAY, handedOver: false, check });
    expect(expiryOf(connection, record)).toEqual({ at: "2027-02-05T09:00:00.000Z", known: "about" });
    expect(expiryOf(replaced.connection, record)).toBeUndefined();
  });

  test("is its lifetime after it was first seen, at the latest", () => {
    const later = updated(handed, subject(), { now: TUESDAY, handedOver: true });
    expect(expiryOf(connection, later)).toEqual({ at: "2027-02-14T09:00:00.000Z", known: "latest" });
  });
});

describe("the file", () => {
  let folder: string;
  beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), "onramp-handoff-")), "handoff")));
  afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

  test("keeps a record for its user alone, without the secret", () => {
    writeRecord(folder, handed);
    expect(readRecord(folder, "clevertap")).toEqual(handed);
    const text = readFileSync(recordFile(folder, "clevertap"), "utf8");
    expect(text).not.toContain(SECRET_TEXT);
    expect(text).toContain(fingerprint(new Secret(SECRET_TEXT), "0123"));
    expect(statSync(recordFile(folder, "clevertap")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["clevertap.json"]);
  });

  test.each([
    ["is not there", undefined],
    ["is damaged", "{"],
    ["is of a later version", JSON.stringify({ ...handed, version: 2 })],
    ["is about another integration", JSON.stringify({ ...handed, integration: "kater" })],
  ])("that %s is as good as none", (_what, text) => {
    mkdirSync(folder);
    if (text !== undefined) writeFileSync(recordFile(folder, "clevertap"), text);
    const { salt, ...record } = readRecord(folder, "clevertap");
    expect(record).toEqual({ version: 1, integration: "clevertap" });
    expect(salt).toMatch(/^[0-9a-f]{32}$/);
  });

  test("fails to be written where there is no folder for it", () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "file"), "");
    expect(() => writeRecord(join(folder, "file"), handed)).toThrow(/EEXIST|ENOTDIR/);
  });
});
