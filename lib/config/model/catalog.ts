import { z } from "zod";
import { keyFault, LONGEST_NAME, nameFault, readFault, schemaFault } from "../names";
import { about, checkedText, plainText } from "./field";

const catalogName = checkedText(nameFault).meta({ maxLength: LONGEST_NAME });
const schemaName = checkedText(schemaFault).meta({ maxLength: LONGEST_NAME });

const storageRoot = checkedText((text) =>
  /^(s3|abfss|gs|r2):\/\/\S+$/.test(text)
    ? undefined
    : { what: "is not a cloud path", allowed: "s3://…, abfss://…, gs://… or r2://…, inside an external location" },
).meta({ pattern: "^(s3|abfss|gs|r2)://" });

const options = {
  existing: z
    .boolean()
    .optional()
    .meta(
      about("True: the catalog is there already. It is looked up, and never created, changed or deleted.", "false"),
    ),
  storageRoot: storageRoot
    .optional()
    .meta(
      about(
        "Cloud path for the catalog's managed data; needed where the metastore has no storage root.",
        "the metastore's",
      ),
    ),
  comment: z.string().optional().meta(about("Comment on the catalog.")),
  import: plainText()
    .optional()
    .meta(
      about(
        "Takes over a catalog that is there already: the stack owns it from now on. The catalog's name once more, so that it is on purpose.",
        "a new catalog",
      ),
    ),
  workspaces: z
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

/** `catalog:` of an integration. */
export const integrationCatalog = z.union([
  catalogName,
  z.strictObject({ name: catalogName.meta(about("Name of the catalog, folded to lower case.")), ...options }),
]);

/** `schema:` of an integration. */
export const integrationSchema = z.union([
  schemaName,
  z.strictObject({
    name: schemaName.meta(about("Name of the schema, folded to lower case.")),
    existing: z
      .boolean()
      .optional()
      .meta(
        about("True: the schema is there already. It is looked up, and never created, changed or deleted.", "false"),
      ),
    import: plainText()
      .optional()
      .meta(
        about(
          "Takes over a schema that is there already: the stack owns it from now on. Its full name, catalog.schema, so that it is on purpose.",
          "a new schema",
        ),
      ),
  }),
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
