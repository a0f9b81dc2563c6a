import type { Form } from "./model/form";
import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

/** Both datastores have the same fields. */
const datastore = (name: string, catalog: string, database: string): Form["fields"] => [
  { label: "Name", value: name, hint: "name of the datastore in Qualytics" },
  { label: "Server Hostname", value: "{host}" },
  { label: "Http Path", value: "{http_path}" },
  { label: "Catalog", value: catalog, optional: true },
  { label: "Database", value: database, optional: true, hint: "the schema" },
  { label: "Personal Access Token", value: "{secret}" },
];

export const qualytics: Profile = {
  tool: "qualytics",
  name: "Qualytics",
  summary: "Reads tables to find anomalies, and records them in a schema of its own if you give it one.",
  category: "DATA_QUALITY",
  archetype: "reader",
  links: [],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [
    { asks: "access to the source of data", grants: "SELECT on what read: names" },
    {
      asks: "an Enrichment Datastore that records enrichment data, copies of anomalous source data and metadata",
      grants: "with enrichment: CREATE TABLE in a schema made for it; it owns its tables, so no MODIFY",
    },
  ],
  credentials: ["pat"],
  credentialReason: "Qualytics' form has a field for a personal access token and none for a client id.",
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: { path: ["Databricks datastore"], fields: datastore("{integration}", "{read_catalog}", "{read_schema}") },
  secondForms: {
    enrichment: {
      name: "Enrichment Datastore",
      summary: "Holds enrichment data, copies of the anomalous source rows, and metadata.",
      without: "Qualytics cannot record enrichment data, copies of anomalous source rows and metadata",
      form: {
        path: ["Databricks datastore", "Enrichment Datastore"],
        fields: datastore("{integration}_enrichment", "{catalog}", "{schema}"),
      },
      steps: {
        before: [
          "Do not press Finish before this part: it creates the datastore and skips the enrichment. If that has happened, add the Enrichment Datastore to the datastore later.",
        ],
        form: ["On the same page fill in the Enrichment Datastore as printed above."],
        test: ["Test the connection; a message says that it succeeded."],
        save: ["Choose Finish: it creates the datastore with its Enrichment Datastore."],
        after: [],
      },
      linking: [
        "Before you press Finish, switch on the use of an existing Enrichment Datastore and select {integration}_enrichment from the list.",
        "Choose Finish: it creates the datastore and links the Enrichment Datastore.",
      ],
      privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE"] },
      probes: ["write-table"],
    },
  },
  steps: {
    before: [],
    form: ["In Qualytics add a datastore of the type Databricks and fill in the fields as printed above."],
    test: ["Test the connection; a message says that it succeeded."],
    save: [
      "Choose Finish only if you want no Enrichment Datastore now: it creates the datastore and skips that part, which can be added later.",
    ],
    after: [],
  },
  troubleshooting: [
    {
      shows: "the datastore has no Enrichment Datastore",
      cause: "Finish was pressed before that part of the page was filled in",
      fix: "add enrichment: to the integration if it is not there, deploy (the token stays the same), and create the Enrichment Datastore in Qualytics",
    },
  ],
  data: {
    leaves: "Qualytics reads rows of everything under read: to judge them.",
    samples:
      "with enrichment, copies of anomalous source rows are written to the enrichment schema, where its readers see them",
  },
  probes: ["sign-in", "visibility", "metadata", "select", "aggregate"],
  evidence: [
    {
      source: "Qualytics docs, Databricks",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "credentials", "data"],
    },
    {
      source: "not stated by Qualytics: what reading a source and writing an enrichment store take",
      date: "2026-11-21",
      reading: "unverified",
      covers: ["privileges", "warehouse"],
    },
  ],
};
