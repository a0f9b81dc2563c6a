import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const immuta: Profile = {
  tool: "immuta",
  name: "Immuta",
  summary: "Sets access policies on tables: it decides what other people may see.",
  category: "SECURITY_AND_GOVERNANCE",
  archetype: "governor",
  links: [],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT", "MODIFY", "MANAGE"] },
  vendorWording: [
    {
      asks: "USE CATALOG and MANAGE on catalogs, USE SCHEMA",
      grants: "the same on what read: names, and the way to it",
    },
    { asks: "MODIFY and SELECT on securables", grants: "the same on what read: names" },
  ],
  vendorAsks: [
    {
      asks: "further system privileges, for auditing",
      instead: "nothing; name the tables of system under read: if you want it",
      difference: "Immuta does not collect audit events",
      because: "which ones they are was not read, and what is not known is not granted",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "Immuta signs in with the client id and secret of a service principal.",
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Databricks Unity Catalog integration"],
    fields: [
      { label: "Host", value: "{host}" },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Client ID", value: "{client_id}" },
      { label: "Client secret", value: "{secret}" },
    ],
  },
  steps: formOnly("Immuta"),
  data: { leaves: "Metadata goes to Immuta; it may read and change every row under read:." },
  probes: ["sign-in", "visibility", "metadata", "select", "modify", "govern"],
  evidence: [
    {
      source: "Immuta docs, connect Unity Catalog",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "data"],
    },
  ],
};
