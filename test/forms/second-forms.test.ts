import { byCatalog, accessOf } from "../../lib/forms/access";
import { detailValues } from "../../lib/forms/details";
import { renderForm } from "../../lib/forms/form";
import { stepGroups, stepsOf } from "../../lib/forms/steps";
import { formsOf } from "../../lib/forms/tool-form";
import type { Connection } from "../../lib/terraform/connection";
import { connection, subject } from "../support/subject";

const source = subject({
  tool: "qualytics",
  connection: {
    ...connection,
    integration: "quality",
    tool: "qualytics",
    catalog: "sales",
    schema: undefined,
    read: ["sales.orders"],
  },
});
const using = (enrichment: NonNullable<Connection["second_forms"]>[string]) => ({
  ...source,
  connection: { ...source.connection, second_forms: { enrichment } },
});
const own = using({ catalog: "quality", schema: "findings" });
const linked = using({ of: "other_quality" });

const values = (of: typeof source, form: number) =>
  Object.fromEntries(formsOf(of)[form]!.rows.map(({ label, value }) => [label, value]));

test("each form has the catalog and schema that it is about", () => {
  expect(formsOf(own).map(({ key }) => key)).toEqual(["main", "enrichment"]);
  expect(values(own, 0)).toMatchObject({ Name: "quality", Catalog: "sales", Database: "orders" });
  expect(values(own, 1)).toMatchObject({ Name: "quality_enrichment", Catalog: "quality", Database: "findings" });
  expect(renderForm(own).match(/Server Hostname/g)).toHaveLength(2);
});

test("leaving the second form out is said, with what the tool then does not do", () => {
  expect(formsOf(source)).toHaveLength(1);
  const { without } = source.profile.secondForms!.enrichment!;
  expect(renderForm({ ...source, width: 500 })).toContain(
    `Enrichment Datastore: left out. Without it ${without}. To add`,
  );
});

test("a second form of another integration is linked, not filled in", () => {
  expect(formsOf(linked)).toHaveLength(1);
  expect(renderForm(linked)).toContain("the one of other_quality is used");
  expect(stepsOf(linked).join()).toMatch(/existing Enrichment Datastore.*other_quality/);
});

test("the tool is told to finish once, after the second form where there is one", () => {
  const finish = (of: typeof source) => stepsOf(of).filter((step) => /Choose Finish/.test(step));
  expect(finish(source)).toEqual([expect.stringMatching(/only if you want no Enrichment Datastore/)]);
  expect(finish(own)).toEqual([expect.stringMatching(/creates the datastore with its Enrichment Datastore/)]);
  const titles = stepGroups(own).map(({ title }) => title);
  expect(titles).toEqual(["Fill in the form", "Test", "Enrichment Datastore"]);
  expect(stepsOf(own).findIndex((step) => step.startsWith("Do not press Finish"))).toBe(2);
});

test("its schema is among what the tool may use", () => {
  expect(byCatalog(accessOf(own)).find(({ catalog }) => catalog === "quality")).toEqual({
    catalog: "quality",
    privileges: ["USE_CATALOG"],
    inside: [{ name: "findings", privileges: ["CREATE_TABLE", "USE_SCHEMA"] }],
  });
});

test("its values have names of their own, for programs", () => {
  expect(detailValues(own)).toMatchObject({ enrichment_catalog: "quality", enrichment_schema: "findings" });
  expect(detailValues(linked)).toMatchObject({ enrichment_catalog: "", enrichment_schema: "" });
});
