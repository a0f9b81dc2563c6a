import { z } from "zod";
import { LONGEST_NAME } from "../../databricks/names";
import { keyFault, nameFault, readFault, schemaFault, schemaImportFault } from "../names";
import { about, checkedText } from "./field";

const catalogName = checkedText(nameFault).meta({ maxLength: LONGEST_NAME });
const schemaName = checkedText(schemaFault).meta({ maxLength: LONGEST_NAME });

const storageRoot = checkedText((text) =>
  /^(s3|abfss|gs|r2):\/\/\S+$/.test(text)
    ? undefined
    : { what: "is not a cloud path", allowed: "s3://…, abfss://…, gs://… or r2://…, inside an external location" },
).meta({ pattern: "^(s3|abfss|gs|r2)://" });

const options = {
  existing: catalogName
    .optional()
    .meta(
      about(
        "Name of a catalog that is there already, in place of name. It is looked up, and never created, changed or deleted.",
        "a new catalog",
      ),
    ),
  storageRoot: storageRoot
    .optional()
    .meta(
      about(
        "Cloud path for the catalog's managed data; needed where the metastore has no storage root. A catalog that is there keeps the one that it has.",
        "the metastore's",
      ),
    ),
  comment: z.string().optional().meta(about('Comment on the catalog; "" takes it away.')),
  import: catalogName
    .optional()
    .meta(
      about(
        "Name of a catalog that is there already and is taken over, in place of name: the stack owns it from now on.",
        "a new catalog",
      ),
    ),
  alsoIn: z
    .array(z.int().min(1))
    .optional()
    .meta(
      about(
        "Isolates the catalog: only this workspace and the ones of these numbers may use it; [] = this one alone. This workspace is bound by itself and must not be listed.",
        "every workspace of the metastore may use it",
      ),
    ),
};

/** An entry of `catalogs:`. */
export const sharedCatalog = z.strictObject({
  name: catalogName.optional().meta(about("Name of the catalog, folded to lower case.", "the key of the entry")),
  ...options,
});

/** One of the three says which catalog or schema it is. */
const NAMES = ["name", "existing", "import"] as const;

function hasName(options: Partial<Record<(typeof NAMES)[number], string>>, context: z.RefinementCtx): void {
  if (NAMES.some((field) => options[field] !== undefined)) return;
  const params = {
    oneOf: NAMES,
    allowed: `one of ${NAMES.join(", ")}`,
    fix: "add name: to create it, or existing: to use it as it is",
  };
  context.addIssue({ code: "custom", message: "has no name", params });
}

/** `catalog:` of an integration. */
export const integrationCatalog = z.union([
  catalogName,
  z
    .strictObject({
      name: catalogName.optional().meta(about("Name of a catalog to create, folded to lower case.")),
      ...options,
    })
    .superRefine(hasName),
]);

/** `schema:` of an integration. */
export const integrationSchema = z.union([
  schemaName,
  z
    .strictObject({
      name: schemaName.optional().meta(about("Name of a schema to create, folded to lower case.")),
      existing: schemaName
        .optional()
        .meta(
          about(
            "Name of a schema that is there already, in place of name. It is looked up, and never created, changed or deleted.",
            "a new schema",
          ),
        ),
      import: checkedText(schemaImportFault)
        .optional()
        .meta(
          about(
            "Name of a schema that is there already and is taken over, in place of name, with or without its catalog (catalog.schema): the stack owns it from now on.",
            "a new schema",
          ),
        ),
    })
    .superRefine(hasName),
]);

/** A second connection of an integration: its own place, or the key of the integration whose place it shares. */
export const secondForm = z.union([
  checkedText(keyFault),
  z.strictObject({
    catalog: integrationCatalog.meta(
      about("Catalog of its schema: the key of an entry under catalogs, else one to create: its name, or its options."),
    ),
    schema: integrationSchema.meta(about("Schema that the tool writes to, in the catalog.")),
  }),
]);

/** `read:` of an integration. */
export const readList = z.array(checkedText(readFault));

/** `catalog:` of an integration, or an entry of `catalogs:`, as a mapping. */
export type CatalogOptions = z.infer<typeof sharedCatalog>;

/** `schema:` as written. */
export type SchemaInput = z.infer<typeof integrationSchema>;
