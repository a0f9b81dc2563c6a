import { dataTransfer } from "./family/data-transfer";
import type { Profile } from "./model/profile";

export const zuora: Profile = dataTransfer({
  tool: "zuora",
  name: "Zuora (connector for data warehouses)",
  summary: "Exports subscription and billing data into tables of one schema.",
  links: [
    {
      title: "Zuora connectors for data warehouses",
      url: "https://docs.zuora.com/en/zuora-platform/integration/zuora-connectors-for-data-warehouses/get-started-with-zuora-connectors-for-data-warehouse",
    },
  ],
  availability: "Some connectors are a paid add-on: ask your Zuora representative.",
  evidence: [
    {
      source: "Zuora docs, connector for Databricks; its list of addresses to allow was cut, see Zuora's page for it",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "data"],
    },
  ],
});
