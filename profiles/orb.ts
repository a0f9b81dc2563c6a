import { dataTransfer } from "./family/data-transfer";
import type { Profile } from "./model/profile";

export const orb: Profile = dataTransfer({
  tool: "orb",
  name: "Orb",
  summary: "Exports billing data into tables of one schema.",
  links: [{ title: "Databricks", url: "https://docs.withorb.com/data-exports/databricks" }],
  entitlements: ["databricks-sql-access", "workspace-access"],
  evidence: [
    {
      source: "Orb docs, data exports to Databricks",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "data"],
    },
  ],
});
