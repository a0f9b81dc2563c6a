import { createHash } from "node:crypto";
import fc from "fast-check";
import type { HandoffRecord } from "../../lib/forms/handoff/record";
import { escaped } from "../../lib/forms/sheet/html";
import type { Sheet } from "../../lib/forms/sheet/content";
import { renderSheet, SHEET_MARK } from "../../lib/forms/sheet/sheet";
import { PROFILES } from "../../profiles";
import { connection, oauth, onCluster, SECRET_TEXT, subject } from "../support/subject";

const result = (status: "PASS" | "FAIL" | "WARN" | "SKIP", message: string) => ({
  test_name: message,
  status,
  message,
  time_ms: 12,
});

const record: HandoffRecord = {
  version: 1,
  integration: "clevertap",
  salt: "0123",
  check: {
    at: "2026-11-21T14:03:00.000Z",
    status: "PASS",
    credential_id: "t1",
    days_left: 90,
    test_results: [result("PASS", "signed in"), result("SKIP", "no table yet")],
  },
};

const sheet = (more: Partial<Sheet> & { readonly tool?: string } = {}): Sheet => ({
  ...subject(more),
  record,
  now: new Date("2026-11-21T15:00:00Z"),
  ...more,
});

/** Tags with the names of their attributes, in order: what a browser would make of the page, its texts apart. */
const skeleton = (page: string) => (page.match(/<[a-z/!][^>]*>/gi) ?? []).map((tag) => tag.replace(/"[^"]*"/g, ""));

const unescaped = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

const copied = (page: string) =>
  [...page.matchAll(/<button[^>]*?data-copy="([^"]*)"/g)].map(([, text = ""]) => unescaped(text));

test("every plain field has a button that copies its value, and the secret is not there", () => {
  const page = renderSheet(sheet());
  expect(copied(page)).toEqual([
    "clevertap",
    "localhost",
    "40123",
    connection.http_path,
    "npm run onramp -- form clevertap --secret-file clevertap.secret",
    "clevertap_catalog",
    "clevertap_schema",
  ]);
  expect(page).not.toContain(SECRET_TEXT.slice(0, 12));
  expect(page).not.toContain(SECRET_TEXT.slice(-4));
  expect(page).toContain("Not on this sheet");
});

test("nothing is fetched, and only its own style and script may run", () => {
  const page = renderSheet(sheet());
  const policy = unescaped(/Content-Security-Policy"\s+content="([^"]*)"/.exec(page)![1]!);
  const hash = (tag: string) => {
    const [, text = ""] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)!;
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  expect(policy).toBe(
    `default-src 'none'; style-src ${hash("style")}; script-src ${hash("script")}; base-uri 'none'; form-action 'none'`,
  );
  expect(page.match(/<script|<style/g)).toHaveLength(2);
  expect(page).not.toMatch(/<(link|img|iframe|object|embed|base)\b|\s(src|srcset|style|on\w+)=|@import|url\(/);
  expect(page.slice(0, 4096)).toContain(SHEET_MARK);
});

test("it says what the check found, when the token ends, and what is told about money and trouble", () => {
  const page = renderSheet(sheet({ warnings: ["The warehouse never stops."] }));
  expect(page).toMatch(/21 November 2026, 14:03 UTC/);
  expect(page).toMatch(/1 passed[^]*signed in[^]*12 ms[^]*no table yet[^]*skipped/);
  expect(page).toMatch(/until\s*<time\s+datetime="2027-02-19"\s*>19 February 2027<\/time/);
  expect(page).toContain("The warehouse never stops.");
});

test("a check of an earlier credential, or none, proves nothing", () => {
  const replaced = { ...connection, credential: { ...connection.credential, id: "t2" } };
  expect(renderSheet(sheet({ connection: replaced }))).toContain("not checked since the credential was replaced");
  const unchecked = renderSheet(sheet({ record: { ...record, check: undefined } }));
  expect(unchecked).toContain("not checked yet");
  expect(unchecked).not.toContain("signed in");
});

test("a failed check is not shown as a proof", () => {
  const check = { ...record.check!, status: "FAIL" as const, test_results: [result("FAIL", "cannot sign in")] };
  const page = renderSheet(sheet({ record: { ...record, check } }));
  expect(page).toContain("Tried with this credential");
  expect(page).not.toContain("Proven with this credential");
});

test("fields that changed are marked, and listed with old and new", () => {
  const fields = [{ form: "main", label: "HTTP Path", secret: false, from: "/old", to: connection.http_path }];
  const changed = { at: "2026-11-21T14:03:00.000Z", since: "2026-08-01T00:00:00.000Z", fields };
  const page = renderSheet(sheet({ record: { ...record, changed } }));
  expect(page).toContain(`/old → ${connection.http_path}`);
  expect(page.match(/class="tag new"/g)).toHaveLength(1);
  expect(renderSheet(sheet())).not.toMatch(/class="tag new"|Form changed/);
});

test("what depends on the metastore is said to", () => {
  const page = renderSheet(sheet({ tool: "dbt" }));
  expect(page).toMatch(/<b>CREATE VIEW<\/b>[^<]*only where the metastore&#39;s privilege model is 1\.1/);
});

test("the diagram goes from catalog to warehouse, and counts what has no room", () => {
  const read = ["a.one", "a.two", "b", "c.x.y", "samples.nyctaxi"];
  const page = renderSheet(sheet({ connection: { ...connection, read } }));
  const kinds = [...page.matchAll(/<g class="box (\w+)">/g)].map(([, kind]) => kind);
  const wide = kinds.slice(0, kinds.indexOf("warehouse") + 1);
  expect(wide.filter((kind) => kind === "schema")).toHaveLength(4);
  expect(wide.slice(-2)).toEqual(["principal", "warehouse"]);
  expect(page).toMatch(/<title>3 more<\/title>/);
  for (const name of read) expect(page).toContain(`<bdi>${name}</bdi>`);
});

test.each([...PROFILES.values()])("the sheet of $tool is whole", (profile) => {
  for (const each of [connection, oauth]) {
    const page = renderSheet(sheet({ profile, connection: { ...each, read: ["sales.crm"] } }));
    expect(page).not.toMatch(/undefined|\[object|NaN|\{\w+\}(?![^<]*<\/(style|script)>)/);
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/(?:labelledby|data-value)="([^"]*)"/g)) expect(ids).toContain(id);
    expect(page).not.toContain(SECRET_TEXT);
  }
});

describe("hostile names", () => {
  const hostile = (text: string): Sheet =>
    sheet({
      connection: {
        ...connection,
        catalog: text,
        schema: text,
        warehouse_name: text,
        principal: { ...connection.principal, display_name: text },
      },
      warnings: [text],
      record: {
        ...record,
        check: { ...record.check!, test_results: [{ ...result("WARN", text), cause: text, fix: text }] },
        changed: {
          at: record.check!.at,
          since: record.check!.at,
          fields: [{ form: "main", label: text, secret: false, from: text, to: text }],
        },
      },
    });
  const plain = skeleton(renderSheet(hostile("plain")));
  const text = fc.oneof(
    fc.string({ minLength: 1, unit: "binary" }),
    fc.string({
      minLength: 1,
      unit: fc.constantFrom("<", ">", '"', "'", "&", "`", "/", "=", "script", "-->", "<!--", "\n", "x"),
    }),
  );

  test("add no tag and no attribute to the page, and are copied as they are", () => {
    fc.assert(
      fc.property(text, (name) => {
        const page = renderSheet(hostile(name));
        expect(skeleton(page)).toEqual(plain);
        if (escaped(name).includes("\ufffd")) return;
        expect(copied(page)[5]).toBe(name);
      }),
      {
        numRuns: 150,
        examples: [["</script><script>alert(1)</script>"], ["\" onmouseover='x'"], ["&lt;b>"], ["]]>"], ["</style>"]],
      },
    );
  });

  test("cannot turn the direction of text, nor hold what no page may hold", () => {
    expect(escaped("a\u202eb\u2066c\0d\ud800e\u0085")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde\ufffd");
    expect(escaped("\u{1f600} naïve 漢字")).toBe("\u{1f600} naïve 漢字");
  });
});

test("a cluster is called one, in words and in the drawing, with what those who look after it have to give", () => {
  const page = renderSheet(sheet({ tool: "qualytics", connection: onCluster }));
  expect(page).toContain("<small>cluster</small><bdi>etl &lt;shared&gt;</bdi>");
  expect(page).toContain("<b>CAN RESTART</b>");
  expect(page).toContain("given by those who look after the cluster");
  expect(page).toContain("the cluster was stopped and takes a while to start");
  expect(page).not.toMatch(/SQL warehouse<|CAN USE/);
});

test("a principal that was there before is said to stay, and to hold more perhaps", () => {
  const existing = { ...connection, principal: { ...connection.principal, existing: true as const } };
  const external = { ...existing, credential: { kind: "pat", external: true } as const };
  const said = (shown: typeof connection) => renderSheet(sheet({ connection: shown })).replace(/\s+/g, " ");
  expect(said(connection)).toContain("which is granted these privileges and nothing else");
  expect(said(connection)).toContain("service principal, access token and grants go, the data stays");
  expect(said(existing)).toContain("was there before and may hold more elsewhere");
  expect(said(existing)).toContain("access token and grants go, the service principal and the data stay.");
  expect(said(external)).toContain("Whoever made the access token revokes it.");
  expect(said(external)).not.toContain("for CleverTap alone");
});
