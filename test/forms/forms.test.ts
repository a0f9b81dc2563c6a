import { padEnd, wrap } from "../../forms/columns";
import { fillTemplate, formRows } from "../../forms/fields";
import { renderForm } from "../../forms/form";
import { NEXT_STEPS, renderNextSteps } from "../../forms/next-steps";
import { renderSteps, stepsOf } from "../../forms/steps";
import { PROFILES } from "../../profiles";
import type { Connection } from "../../workspace/connection";
import { Secret } from "../../workspace/secret";

const secret = new Secret("stand-in-token-0123456789-3f2a");
const connection: Connection = {
  integration: "clevertap",
  tool: "clevertap",
  host: "localhost",
  port: 40123,
  http_path: "/sql/1.0/warehouses/7c1f0e5a9b2d4c68",
  warehouse_id: "7c1f0e5a9b2d4c68",
  warehouse_name: "clevertap",
  auto_stop_minutes: 10,
  catalog: "clevertap_catalog",
  schema: "clevertap_schema",
  read: [],
  principal: { application_id: "3f0a1c52-0000-4000-8000-000000000001", display_name: "clevertap" },
  credential: { kind: "pat", id: "t1", lifetime_days: 90 },
};
const clevertap = PROFILES.get("clevertap")!;
const reader = PROFILES.get("generic-reader")!;
const oauth: Connection = { ...connection, credential: { ...connection.credential, kind: "oauth" } };

test("the form is the tool's own, with values to type and the token masked", () => {
  expect(renderForm({ profile: clevertap, connection, secret, daysLeft: 90 })).toMatchInlineSnapshot(`
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
  const shown = renderForm({ profile: clevertap, connection, secret, showSecret: true });
  expect(shown).toContain("stand-in-token-0123456789-3f2a");
  expect(renderForm({ profile: clevertap, connection, secret })).not.toContain("0123456789");
  expect(JSON.stringify(formRows(clevertap, connection, secret))).not.toContain("0123456789");
});

test("how to take the secret can be said differently, or not at all", () => {
  expect(renderForm({ profile: clevertap, connection, secret, secretHint: "in token.txt" })).toContain(
    "••3f2a   (in token.txt)\n",
  );
  expect(renderForm({ profile: clevertap, connection, secret, secretHint: "" })).toContain("••3f2a\n");
});

test("colours are for terminals", () => {
  const plain = renderForm({ profile: clevertap, connection, secret });
  const colored = renderForm({ profile: clevertap, connection, secret, color: true });
  expect(plain).not.toContain("\u001b[");
  expect(colored).toContain("\u001b[1mCleverTap");
});

test("a client id is asked for with OAuth only", () => {
  const labels = (of: Connection) => formRows(reader, of, secret).map(({ label }) => label);
  expect(labels(connection)).not.toContain("Client ID");
  expect(labels(oauth)).toContain("Client ID");
  const row = formRows(reader, oauth, secret).find(({ label }) => label === "Client ID");
  expect(row?.value).toBe(connection.principal.application_id);
});

test.each([...PROFILES.values()])("every template of $tool names values that exist", (profile) => {
  expect(formRows(profile, oauth, secret).map(({ label }) => label)).toEqual(
    profile.form.fields.map(({ label }) => label),
  );
  expect(stepsOf(profile, connection).join()).not.toMatch(/\{\w+\}/);
});

test("fails on a template with an unknown name", () => {
  expect(() => fillTemplate("a {hots}", { host: "x" })).toThrow('unknown {hots} in "a {hots}"; known: host');
});

test("the steps in the tool are numbered through, before, form and after", () => {
  const text = renderSteps(clevertap, connection, 80);
  const { before, form, after } = clevertap.steps;
  expect(text.match(/^ +\d+\. /gm)).toHaveLength(before.length + form.length + after.length);
  expect(text).toMatch(/^In CleverTap\n {2}1\. Databricks imports are a private beta/);
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
  expect(text.match(/^ +\d+\. /gm)).toHaveLength(NEXT_STEPS.length);
});

test("text is aligned by what people see and wrapped at spaces", () => {
  expect(padEnd("é›", 4)).toBe("é›  ");
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("unbreakable-word x", 5)).toEqual(["unbreakable-word", "x"]);
});
