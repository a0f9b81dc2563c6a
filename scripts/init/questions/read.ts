import { parseFullName } from "../../../lib/config/names";
import { didYouMean, listed } from "../../../lib/config/nearest";
import { fullName } from "../../../lib/databricks/securable";
import { entryPath, type Pose, type Question, type Refusal, type Scene } from "../question";
import type { Draft } from "../draft";
import { UNSEEN } from "./place";

/** What the tool reads besides its own schema. */
export const read: Question = {
  field: "read",
  flags: "--read NAME",
  at: (draft) => entryPath(draft, "read"),
  pose({ profile, catalog }, scene) {
    if (!profile || profile.reads.want === "none") return { settled: { read: null } };
    const { want, byDefault } = profile.reads;
    const names = readable(scene).filter((name) => name !== catalog?.name);
    const choices = names.map((name) => ({ text: name, names: [name], take: { read: [name] } }));
    return {
      heading: `What may ${profile.name} read${catalog ? " besides its own schema" : ""}?`,
      why: [
        "Catalogs, schemas or tables by full name, e.g. sales.orders, sales.crm.customers: less is better.",
        ...(scene.found.catalogs ? [] : [UNSEEN.replace(/:.*/, ".")]),
      ],
      choices,
      hint: "Full names or numbers, with commas between",
      proposal: proposalOf(want, byDefault, names),
      read: (text) => allOf(text, names),
    };
  },
  async verify({ read: chosen }, scene) {
    for (const text of chosen ?? []) {
      const wrong = await notThere(text, scene);
      if (wrong) return wrong;
    }
    return undefined;
  },
};

function proposalOf(
  want: "required" | "optional" | "none",
  byDefault: readonly string[] | undefined,
  names: readonly string[],
): Pose["proposal"] {
  if (byDefault) return { text: byDefault.join(", "), take: { read: null }, unasked: true };
  if (want === "optional") return { text: "nothing", take: { read: null }, unasked: true };
  const [only] = names;
  return only !== undefined && names.length === 1 ? { text: only, take: { read: [only] }, unasked: false } : undefined;
}

function allOf(text: string, names: readonly string[]): Draft | Refusal {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const wrong = parts.find((part) => /^\d+$/.test(part) && names[Number(part) - 1] === undefined);
  if (wrong !== undefined) return { refused: `there is no number ${wrong}` };
  const chosen = parts.map((part) => (/^\d+$/.test(part) ? names[Number(part) - 1]! : part));
  const readNames = chosen.map((part) => {
    const name = parseFullName(part);
    // What is no name stays as it is, to be refused with the reason.
    return name ? fullName(name) : part;
  });
  return { read: [...new Set(readNames)] };
}

/** As far as can be seen: tables are not looked for, and catalogs of this file may still have to be made. */
async function notThere(text: string, { found, present }: Scene): Promise<string | undefined> {
  const { catalog, schema } = parseFullName(text) ?? {};
  if (catalog === undefined || found.catalogs === undefined) return undefined;
  if (present.catalogs.has(catalog) || present.created.has(catalog)) return undefined;
  const catalogs = found.catalogs.map(({ name }) => name);
  if (!catalogs.includes(catalog)) {
    const otherwise = `there is ${listed(catalogs)}`;
    return `there is no catalog ${catalog} that you can see; ${didYouMean(catalog, catalogs, otherwise)}`;
  }
  const schemas = schema === undefined ? undefined : await found.schemasOf(catalog);
  if (schema === undefined || schemas === undefined || schemas.some(({ name }) => name === schema)) return undefined;
  const names = schemas.map(({ name }) => name).filter((name) => name !== "information_schema");
  const otherwise = names.length > 0 ? `there is ${listed(names)}` : "it has none";
  return `there is no schema ${schema} in ${catalog} that you can see; ${didYouMean(schema, names, otherwise)}`;
}

/** Catalogs with data of the people here; system tables can be typed. */
function readable({ found }: Scene): string[] {
  return (found.catalogs ?? []).filter(({ kind }) => kind !== "system").map(({ name }) => name);
}
