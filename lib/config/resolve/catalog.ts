import type { CatalogOptions, IntegrationInput, SchemaInput } from "../model";
import { foldName, parseFullName } from "../names";
import type { CatalogChoice, CatalogConfig, IntegrationConfig, SchemaConfig } from "../resolved";

type Shared = Readonly<Record<string, CatalogConfig>>;

/** A catalog with its name folded; of an existing one the name is all there is. */
export function resolveCatalog(options: CatalogOptions & { readonly name: string }): CatalogConfig {
  const { storageRoot, comment, workspaces } = options;
  const name = foldName(options.name);
  if (options.existing) return { existing: true, name };
  return {
    name,
    ...(storageRoot !== undefined && { storageRoot }),
    ...(comment !== undefined && { comment }),
    ...(options.import !== undefined && { import: foldName(options.import) }),
    ...(workspaces && { workspaces: [...new Set(workspaces)] }),
  };
}

/** Text is the key of a shared entry if there is one, else the name of a catalog to create. */
export function resolveChoice(written: NonNullable<IntegrationInput["catalog"]>, shared: Shared): CatalogChoice {
  if (typeof written !== "string") return resolveCatalog(written);
  const name = foldName(written);
  return Object.hasOwn(shared, name) ? { shared: name } : { name };
}

/** A schema with its name folded. */
export function resolveSchema(written: SchemaInput): SchemaConfig {
  if (typeof written === "string") return { name: foldName(written) };
  const name = foldName(written.name);
  if (written.existing) return { existing: true, name };
  return { name, ...(written.import !== undefined && { import: plainFullName(written.import) }) };
}

/** Folded and without backticks, as Terraform wants the id. */
function plainFullName(text: string): string {
  const { catalog, schema, table } = parseFullName(text) ?? { catalog: text };
  return [catalog, schema, table].filter((part) => part !== undefined).join(".");
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
