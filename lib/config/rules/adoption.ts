import { isExisting } from "../chosen";
import { formatPath } from "../problem";
import type { CatalogConfig, SchemaConfig } from "../resolved";
import type { Rule } from "./context";

/** What may be said only of a catalog that the stack owns. */
const OWNED_FIELDS = ["storageRoot", "comment", "workspaces"] as const;

const EITHER = "remove one of the two: existing leaves it as it is, import makes the stack its owner";

/** Catalogs and schemas that are there already. */
export const ADOPTION_RULES: readonly Rule[] = [
  {
    says: "A catalog or schema with existing: true is left as it is: nothing but its name can be said about it.",
    *faults({ catalogs, schemas }) {
      for (const { path, written } of catalogs) {
        if (!written?.existing) continue;
        for (const field of OWNED_FIELDS) {
          if (written[field] === undefined) continue;
          yield {
            path: [...path, field],
            what: "is given beside existing: true, and an existing catalog is not changed",
            fix: "remove the line, or write import: and the catalog's name in place of existing: true to take it over",
          };
        }
        if (written.import !== undefined) yield { path: [...path, "import"], what: BOTH, fix: EITHER };
      }
      for (const { path, written } of schemas) {
        if (typeof written !== "object" || !written.existing || written.import === undefined) continue;
        yield { path: [...path, "import"], what: BOTH, fix: EITHER };
      }
    },
  },
  {
    says: "What import takes over is named once more: a catalog by its name, a schema as catalog.schema.",
    *faults({ catalogs, schemas }) {
      const imports = [
        ...catalogs.map(({ path, config }) => ({ path, config, name: config.name })),
        ...schemas.map(({ path, catalog, schema }) => ({
          path,
          config: schema,
          name: `${catalog.name}.${schema.name}`,
        })),
      ];
      for (const { path, config, name } of imports) {
        const id = importOf(config);
        if (id === undefined || id === name) continue;
        yield {
          path: [...path, "import"],
          what: `is ${JSON.stringify(id)}, but what it would become here is ${name}`,
          allowed: name,
          fix: `write import: ${name}, or remove the line to create a new one`,
        };
      }
    },
  },
  {
    says: "In a catalog that an integration creates for itself, its schema cannot exist already; in a shared one it may.",
    *faults({ schemas }) {
      for (const { path, catalog, catalogPath, schema } of schemas) {
        // An import may take over what an interrupted deploy left in the catalog that it had made.
        if (!isExisting(schema) || adopts(catalog) || catalogPath[0] === "catalogs") continue;
        yield {
          path: [...path, "existing"],
          what: `is given, but the catalog ${catalog.name} is created by ${formatPath(catalogPath)} and has no schema yet`,
          fix: `write catalog: { name: ${catalog.name}, existing: true }, or remove this line`,
        };
      }
    },
  },
];

const BOTH = "is given beside existing: true";

function importOf(config: CatalogConfig | SchemaConfig): string | undefined {
  return isExisting(config) ? undefined : config.import;
}

/** True when it is there already, whether it stays as it is or is taken over. */
export function adopts(config: CatalogConfig | SchemaConfig): boolean {
  return isExisting(config) || config.import !== undefined;
}
