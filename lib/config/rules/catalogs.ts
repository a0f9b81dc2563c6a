import { catalogOf, isExisting } from "../chosen";
import { formatPath } from "../problem";
import type { CatalogConfig, SchemaConfig } from "../resolved";
import { adopts } from "./adoption";
import type { SchemaEntry } from "./entries";
import type { Rule } from "./context";
import { twice } from "./twice";

/** Catalogs of Databricks itself, in which nobody can create anything. */
const FOREIGN: Readonly<Record<string, string>> = {
  system: "belongs to Databricks",
  samples: "belongs to Databricks",
  hive_metastore: "is not governed by Unity Catalog",
};

/** Which catalogs and schemas there may be, and whose they are. */
export const CATALOG_RULES: readonly Rule[] = [
  {
    says: `The catalogs ${Object.keys(FOREIGN).join(", ")} and main cannot be created; main may exist already.`,
    *faults({ catalogs }) {
      for (const { path, config } of catalogs) {
        const { name } = config;
        const foreign = Object.hasOwn(FOREIGN, name);
        if (name === "hive_metastore" && isExisting(config)) {
          yield { path, what: `is ${name}, which ${FOREIGN[name]}`, fix: "name a catalog of Unity Catalog" };
        } else if (!isExisting(config) && (foreign || (name === "main" && !adopts(config)))) {
          const what = `would create the catalog ${name}, which ${FOREIGN[name] ?? "is there already in many workspaces"}`;
          const otherwise = foreign ? "" : `; to use the one that is there, write { existing: ${name} }`;
          const readable = name === "hive_metastore" ? "" : "; to read from it, name it under read:";
          yield { path, what, fix: `choose another name${otherwise}${readable}` };
        }
      }
    },
  },
  {
    says: "Nothing is written to system and samples.",
    *faults({ schemas, integrations, resolved }) {
      const targets = [
        ...schemas.map(({ path, catalog, integration }) => ({ path: path.with(-1, "catalog"), catalog, integration })),
        ...integrations.flatMap(({ path, resolved: integration }) => {
          const { catalog, schema, profile } = integration;
          if (!catalog || schema || !profile.ownCatalog) return [];
          return [{ path: [...path, "catalog"], catalog: catalogOf(resolved, catalog), integration }];
        }),
      ];
      for (const { path, catalog, integration } of targets) {
        // The rule above refuses the others.
        if (!isExisting(catalog) || !["system", "samples"].includes(catalog.name)) continue;
        yield {
          path,
          what: `is ${catalog.name}, which ${FOREIGN[catalog.name]}: ${integration.profile.name} cannot write there`,
          fix: "choose another catalog; to read from this one, name it under read:",
        };
      }
    },
  },
  {
    says: "alsoIn of a catalog names other workspaces, not this one, which is bound by itself.",
    *faults({ catalogs, workspaceNumber }) {
      for (const { path, written } of catalogs) {
        const at = workspaceNumber === undefined ? -1 : (written?.alsoIn?.indexOf(workspaceNumber) ?? -1);
        if (at < 0) continue;
        yield {
          path: [...path, "alsoIn", at],
          what: `is ${workspaceNumber}, this workspace, which is bound by itself; bound twice, it could not be unbound`,
          allowed: "numbers of other workspaces",
          fix: "remove it; alsoIn: [] binds this one alone",
        };
      }
    },
  },
  {
    says: "Each catalog is created once; integrations that share one name an entry under catalogs.",
    *faults({ catalogs }) {
      const created = standing(catalogs, ({ config }) => config.name).filter(({ config }) => !isExisting(config));
      yield* twice(
        created,
        ({ config }) => config.name,
        ({ path, config: { name }, shared }, first) => {
          const fix = shared
            ? "keep one of the two entries"
            : first.shared
              ? `write catalog: ${first.shared}`
              : `add an entry under catalogs (catalogs: { ${name}: {} }); then both may say catalog: ${name}`;
          return { path, what: `creates the catalog ${name}, as ${formatPath(first.path)} does`, fix };
        },
      );
    },
  },
  {
    says: "A catalog that one entry creates or takes over does not exist already for another.",
    *faults({ catalogs }) {
      const present = catalogs.filter(({ absent }) => !absent);
      const owners = new Map(
        present.filter(({ config }) => !isExisting(config)).map((entry) => [entry.config.name, entry]),
      );
      for (const { path, config } of present) {
        const owner = isExisting(config) ? owners.get(config.name) : undefined;
        if (!owner) continue;
        yield {
          path: [...path, "existing"],
          what: `is ${config.name}, but ${formatPath(owner.path)} creates the catalog ${config.name}`,
          fix: owner.shared
            ? `write catalog: ${owner.shared}`
            : "write existing: in both, or share one entry under catalogs",
        };
      }
    },
  },
  {
    says: "Each schema belongs to one integration.",
    *faults({ schemas }) {
      const fullName = ({ catalog, schema }: SchemaEntry) => `${catalog.name}.${schema.name}`;
      const entries = schemas.map((entry) => ({ ...entry, config: entry.schema, absent: entry.integration.absent }));
      yield* twice(standing(entries, fullName), fullName, (entry, first) => ({
        path: entry.path,
        what: `is ${fullName(entry)}, the schema of ${formatPath(first.path)} already`,
        fix: fixForTaken(entry, first),
      }));
    },
  },
];

/** Without those of absent integrations that another one has adopted since: what was left behind is used again. */
function standing<T extends { readonly config: CatalogConfig | SchemaConfig; readonly absent: boolean }>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
): T[] {
  const adopted = new Set(entries.filter(({ absent, config }) => !absent && adopts(config)).map(nameOf));
  return entries.filter((entry) => !(entry.absent && adopted.has(nameOf(entry))));
}

/** Two integrations may use one second connection, but only one of them makes it. */
function fixForTaken({ form, integration: { profile, schema } }: SchemaEntry, first: SchemaEntry): string {
  if (form && first.form) return `write ${form}: ${first.integration.name}, which uses the same one`;
  if (!form && schema?.name === profile.fixedSchema?.name) {
    return `choose another catalog: ${profile.name} fixes the name of its schema`;
  }
  return "choose another schema, so that neither tool sees or drops the other's tables";
}
