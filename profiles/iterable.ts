import { dataTransfer } from "./family/data-transfer";
import type { Profile } from "./model/profile";

export const iterable: Profile = dataTransfer({
  tool: "iterable",
  name: "Iterable",
  summary: "Exports campaign and user data into tables of one schema.",
  links: [{ title: "Databricks", url: "https://support.iterable.com/hc/articles/45730207182612" }],
  evidence: [
    {
      source: "Iterable support, article 45730207182612",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "data"],
    },
  ],
});
