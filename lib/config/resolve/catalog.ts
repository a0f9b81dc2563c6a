import type { CatalogOptions, IntegrationInput, SchemaInput } from "../model";
import { foldName, parseFullName } from "../names";
import type { CatalogChoice, CatalogConfig, IntegrationConfig, SchemaConfig } from "../resolved";

type Shared = Readonly<Record<string, CatalogConfig>>;

/**
 * A catalog with its name folded; of an existing one the name is all there is.
 *
 * @param key of a shared entry, which names the catalog when nothing else does
 */
export function resolveCatalog(options: CatalogOptions, key = ""): CatalogConfig {
  const { existing, storageRoot, comment, alsoIn } = options;
  if (existing !== undefined) return { existing: true, name: foldName(existing) };
  const name = foldName(options.import ?? options.name ?? key);
  return {
    name,
    ...(storageRoot !== undefined && { storageRoot }),
    ...(comment !== undefined && { comment }),
    ...(options.import !== undefined && { import: name }),
    ...(alsoIn && { alsoIn: [...new Set(alsoIn)] }),
  };
}

/** Text is the key of a shared entry if there is one, else the name of a catalog to create. */
export function resolveChoice(written: NonNullable<IntegrationInput["catalog"]>, shared: Shared): CatalogChoice {
  if (typeof written !== "string") return resolveCatalog(written);
  const name = foldName(written);
  return Object.hasOwn(shared, name) ? { shared: name } : { name };
}

/**
 * A schema with its name folded.
 *
 * @param catalog name of the one that it is in
 */
export function resolveSchema(written: SchemaInput, catalog = ""): SchemaConfig {
  if (typeof written === "string") return { name: foldName(written) };
  if (written.existing !== undefined) return { existing: true, name: foldName(written.existing) };
  const imported = written.import === undefined ? undefined : parseFullName(written.import);
  if (!imported) return { name: foldName(written.name ?? "") };
  const name = imported.schema ?? imported.catalog;
  return { name, import: `${imported.schema === undefined ? catalog : imported.catalog}.${name}` };
}

/** The name of the catalog that a choice stands for; nothing for the key of an entry that is not there. */
export function chosenName(choice: CatalogChoice | undefined, shared: Shared): string | undefined {
  if (!choice) return undefined;
  return "shared" in choice ? shared[choice.shared]?.name : choice.name;
}

/** Each name once; a first part that is the key of a shared catalog stands for that catalog. */
export function resolveReads(texts: readonly string[], shared: Shared): IntegrationConfig["read"] {
  const byText = new Map<string, IntegrationConfig["read"][number]>();
  for (const text of texts) {
    const name = parseFullName(text);
    if (!name) continue;
    const entry = Object.hasOwn(shared, name.catalog) ? shared[name.catalog] : undefined;
    const securable = { ...name, catalog: entry?.name ?? name.catalog };
    byText.set(JSON.stringify(securable), securable);
  }
  return [...byText.values()];
}
