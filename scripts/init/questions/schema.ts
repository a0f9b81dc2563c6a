import { entryPath, type Choice, type Question, type Scene } from "../question";
import type { Draft, Named } from "../draft";
import { namedBy, nameIsWrong, UNSEEN } from "./place";

const named = (name: string, existing: boolean): Named => ({ name, existing });

/** The tool's own schema. */
export const schema: Question = {
  field: "schema",
  flags: "--schema NAME or --existing-schema NAME",
  at: (draft) => entryPath(draft, "schema"),
  async pose(draft, scene) {
    const { profile, key = "", catalog } = draft;
    const without = profile?.ownSchema === "none" || (profile?.ownSchema === "optional" && !catalog);
    if (!profile || without) return { settled: { schema: null } };
    const known = await schemasIn(draft, scene);
    const fixed = profile.fixedSchema?.name;
    const wanted = fixed ?? `${key.replaceAll("-", "_")}_schema`;
    const isThere = known?.has(wanted) ?? false;
    // In a catalog that is still to be made, or by a name that is given, there is nothing to choose.
    if (fixed !== undefined && known !== undefined && !isThere) return { settled: { schema: null } };
    const choice = (name: string, existing: boolean): Choice => ({
      text: existing ? `${name} (is there)` : `a new one: ${name}`,
      names: existing ? [name] : ["new", name],
      take: { schema: fixed !== undefined && !existing ? null : named(name, existing) },
    });
    const others = fixed === undefined ? [...(known ?? [])].filter((name) => name !== wanted) : [];
    const choices = [choice(wanted, isThere), ...others.map((name) => choice(name, true))];
    return {
      heading: `In which schema does ${profile.name} keep its tables?`,
      why: [
        ...(profile.fixedSchema ? [`It is always ${fixed}: ${profile.fixedSchema.because}.`] : []),
        ...(known === undefined ? [UNSEEN] : []),
      ],
      choices,
      hint: "Number, or the name of a new or existing schema",
      proposal: { text: choices[0]!.text, take: choices[0]!.take, unasked: !isThere },
      read: (text) => ({ schema: namedBy(text, known ?? new Set()) }),
    };
  },
  async verify(draft, scene) {
    const { schema: chosen } = draft;
    return chosen ? nameIsWrong("schema", chosen, await schemasIn(draft, scene)) : undefined;
  },
};

/** The schemas of the chosen catalog; undefined when they are not known. */
async function schemasIn({ catalog }: Draft, { found, present }: Scene): Promise<ReadonlySet<string> | undefined> {
  if (!catalog) return new Set();
  if (!catalog.existing) return present.catalogs.has(catalog.name) ? undefined : new Set();
  const schemas = await found.schemasOf(catalog.name);
  return schemas && new Set(schemas.map(({ name }) => name).filter((name) => name !== "information_schema"));
}
