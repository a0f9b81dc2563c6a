import { sqlName } from "../../lib/databricks/privilege";
import { ARCHETYPE_WORDS } from "../model/archetype";
import { readingOf } from "../model/evidence";
import type { Profile } from "../model/profile";

/** The page whose table is made from the profiles, from the project's root. */
export const TABLE_FILE = "docs/profiles.md";

/** One row a profile. */
export function profileTable(profiles: Iterable<Profile>): string {
  return [
    "| tool | name | what it does | gets | signs in with | schema of its own | cluster | privileges read |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...[...profiles].map((profile) => `| ${cells(profile).map(escaped).join(" | ")} |`),
    "",
  ].join("\n");
}

function cells(profile: Profile): string[] {
  const { tool, name, archetype, credentials, ownSchema, fixedSchema, compute, modes = {} } = profile;
  const others = Object.keys(modes);
  return [
    `\`${tool}\``,
    name,
    ARCHETYPE_WORDS[archetype],
    gets(profile) + (others.length > 0 ? `; more or less with \`mode:\` ${others.join(", ")}` : ""),
    credentials.join(", "),
    fixedSchema ? `\`${fixedSchema.name}\`` : ownSchema === "none" ? "" : ownSchema,
    compute.includes("cluster") ? "yes" : "",
    readingOf(profile, "privileges"),
  ];
}

function gets({ privileges, reads, secondForms = {} }: Profile): string {
  const places: (readonly [where: string, privileges: Profile["privileges"]["read"]])[] = [
    ["catalog", privileges.catalog],
    ["schema", privileges.schema],
    ["schema, model 1.1", privileges.schemaFrom11 ?? []],
    [
      reads.byDefault ? `read, else ${reads.byDefault.join(", ")}` : "read",
      reads.want === "none" ? [] : privileges.read,
    ],
    ...Object.entries(secondForms).map(([key, second]) => [key, second.privileges.schema] as const),
  ];
  return places
    .filter(([, list]) => list.length > 0)
    .map(([where, list]) => `${where}: ${list.map(sqlName).join(", ")}`)
    .join("; ");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
