/** What the details of a connection can be shown as; the last two only for tools that read them. */
export const FORMATS = ["form", "json", "dotenv", "html", "dbt", "jdbc"] as const;
export type Format = (typeof FORMATS)[number];
