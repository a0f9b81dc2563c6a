import { isExisting } from "../chosen";
import { foldName, parseFullName } from "../names";
import { formatPath } from "../problem";
import type { CatalogConfig, SchemaConfig } from "../resolved";
import type { Rule } from "./context";

/** What may be said only of a catalog that the stack owns. */
const OWNED_FIELDS = ["storageRoot", "comment", "alsoIn"] as const;

const EITHER = "remove one of the two: existing leaves it as it is, import makes the stack its owner";

/** Catalogs and schemas that are there already. */
export const ADOPTION_RULES: readonly Rule[] = [
  {
    says: "A catalog or schema is named by one of name, existing and import; one that exists is left as it is.",
    *faults({ catalogs, schemas }) {
      for (const { path, written } of [...catalogs, ...schemas]) {
        if (typeof written !== "object") continue;
        const { name, existing, import: imported } = written;
        if (existing !== undefined && imported !== undefined) {
          yield { path: [...path, "import"], what: "is given beside existing", fix: EITHER };
        }
        const there = existing ?? imported;
        if (name === undefined || there === undefined || isCalled(there, name)) continue;
        yield {
          path: [...path, "name"],
          what: `is ${JSON.stringify(name)}, beside ${existing === undefined ? "import" : "existing"}: ${there}, and what is there keeps its name`,
          fix: isFlag(there)
            ? `write ${existing === undefined ? "import" : "existing"}: ${name} in place of both`
            : "remove the line",
        };
      }
      for (const { path, written } of catalogs) {
        if (written?.existing === undefined) continue;
        for (const field of OWNED_FIELDS) {
          if (written[field] === undefined) continue;
          yield {
            path: [...path, field],
            what: "is given beside existing, and an existing catalog is not changed",
            fix: "remove the line, or write import: in place of existing: to take the catalog over",
          };
        }
      }
    },
  },
  {
    says: "A schema that is taken over is in the catalog of its integration.",
    *faults({ schemas }) {
      for (const { path, catalog, schema } of schemas) {
        const imported = isExisting(schema) ? undefined : schema.import;
        const name = `${catalog.name}.${schema.name}`;
        if (imported === undefined || imported === name) continue;
        yield {
          path: [...path, "import"],
          what: `is ${imported}, but the catalog here is ${catalog.name}`,
          allowed: name,
          fix: `write import: ${schema.name}, or name the other catalog under catalog:`,
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
          fix: `write catalog: { existing: ${catalog.name} }, or name: in place of existing: here`,
        };
      }
    },
  },
];

/** True for what is "true" to people, and text to YAML. */
function isFlag(text: string): boolean {
  return /^(yes|on|y|true)$/i.test(text);
}

/** Whether a name, of a schema perhaps with its catalog in front, is this one. */
function isCalled(fullName: string, name: string): boolean {
  const { catalog, schema = catalog } = parseFullName(fullName) ?? { catalog: fullName };
  return schema === foldName(name);
}

/** True when it is there already, whether it stays as it is or is taken over. */
export function adopts(config: CatalogConfig | SchemaConfig): boolean {
  return isExisting(config) || config.import !== undefined;
}
