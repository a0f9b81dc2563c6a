import { padEnd, wrap } from "../../lib/report/columns";
import { fillTemplate } from "../../lib/forms/fields";
import { renderForm } from "../../lib/forms/form";
import { nextSteps, renderNextSteps } from "../../lib/forms/next-steps";
import { renderNotes } from "../../lib/forms/notes";
import { renderSteps, stepsOf } from "../../lib/forms/steps";
import { formsOf } from "../../lib/forms/tool-form";
import { inOrder, PROFILES } from "../../profiles";
import { connection, oauth, SECRET_TEXT, subject } from "../support/subject";

const clevertap = subject();
const labels = (of: Parameters<typeof formsOf>[0]) => formsOf(of)[0]!.rows.map(({ label }) => label);

test("the form is the tool's own, with values to type and the token masked", () => {
  expect(renderForm({ ...clevertap, daysLeft: 90 })).toMatchInlineSnapshot(`
   "CleverTap  ›  Settings › Partners › Databricks › Add Database
     Connection name         clevertap
     Host                    localhost
     Port          optional  40123
     HTTP Path               /sql/1.0/warehouses/7c1f0e5a9b2d4c68
     Personal Access Token   ••••••••3f2a   (90 days left; --secret-file to take it)
     Catalog                 clevertap_catalog
     Schema                  clevertap_schema
   "
  `);
});

test("the secret is shown only when asked for", () => {
  expect(renderForm({ ...clevertap, showSecret: true })).toContain(SECRET_TEXT);
  expect(renderForm(clevertap)).not.toContain("0123456789");
  expect(JSON.stringify(formsOf(clevertap))).not.toContain("0123456789");
});

test("how to take the secret can be said differently, or not at all", () => {
  expect(renderForm({ ...clevertap, secretHint: "in token.txt" })).toContain("••3f2a   (in token.txt)\n");
  expect(renderForm({ ...clevertap, secretHint: "" })).toContain("••3f2a\n");
});

test("a secret that was made elsewhere is said to be the person's own", () => {
  expect(renderForm({ ...clevertap, secret: undefined })).toMatch(/Personal Access Token +made elsewhere: your own\n/);
});

test("colours are for terminals", () => {
  expect(renderForm(clevertap)).not.toContain("\u001b[");
  expect(renderForm({ ...clevertap, color: true })).toContain("\u001b[1mCleverTap");
});

test("a client id is asked for with OAuth only", () => {
  const reader = subject({ tool: "generic-reader" });
  expect(labels(reader)).not.toContain("Client ID");
  const row = formsOf({ ...reader, connection: oauth })[0]!.rows.find(({ label }) => label === "Client ID");
  expect(row?.value).toBe(connection.principal.application_id);
});

test.each([...PROFILES.values()])("every template of $tool names values that exist", (profile) => {
  const all = { ...subject({ profile }), connection: { ...oauth, read: ["sales.crm.customers"] } };
  expect(labels(all)).toEqual(profile.form.fields.filter(({ only }) => only !== "pat").map(({ label }) => label));
  expect(stepsOf(all).join()).not.toMatch(/\{\w+\}/);
});

test("fails on a template with an unknown name", () => {
  expect(() => fillTemplate("a {hots}", { host: "x" })).toThrow('unknown {hots} in "a {hots}"; known: host');
});

test("the steps in the tool are numbered through, before, form, test, save and after", () => {
  const text = renderSteps(clevertap, 80);
  expect(text.match(/^ +\d+\. /gm)).toHaveLength(inOrder(clevertap.profile.steps).length);
  expect(text).toMatch(/^In CleverTap\n {2}1\. Databricks imports are a private beta/);
});

test("what no vendor's page says is marked", () => {
  const kater = renderNotes(subject({ tool: "kater" }));
  expect(kater).toMatch(/SELECT on\s+what read: names[^]*\(unverified\)/);
  expect(renderForm(subject({ tool: "kater" }))).not.toContain("(unverified)");
});

test("what the vendor asks for and does not get comes with what it gets instead, and why", () => {
  const text = renderNotes(subject({ tool: "segment-storage" }), ["the warehouse never stops"], 200);
  expect(text).toMatch(/^Good to know\n {2}Warning: the warehouse never stops\n/);
  expect(text).toMatch(/asks for ALL PRIVILEGES on the catalog and does not get it: .*; the difference: .*; why: /s);
  expect(text).toMatch(/IP access lists: .*\/32/);
});

test("the way to a real workspace is in the order in which one goes it", () => {
  const text = renderNextSteps();
  const at = [
    "DATABRICKS_HOST=",
    "DATABRICKS_TOKEN=",
    "npx cdktf deploy",
    "npm run check",
    "absent: true",
    "npx cdktf destroy",
  ];
  const places = at.map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(text.match(/^ +\d+\. /gm)).toHaveLength(nextSteps().length);
});

test("text is aligned by what people see and wrapped at spaces", () => {
  expect(padEnd("é›", 4)).toBe("é›  ");
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("unbreakable-word x", 5)).toEqual(["unbreakable-word", "x"]);
});
