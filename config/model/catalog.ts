import { z } from "zod";
import { keyFault, LONGEST_NAME, nameFault, readFault, schemaFault } from "../names";
import { about, checkedText, later } from "./field";

const catalogName = checkedText(nameFault).meta({ maxLength: LONGEST_NAME });
const schemaName = checkedText(schemaFault).meta({ maxLength: LONGEST_NAME });

const storageRoot = checkedText((text) =>
  /^(s3|abfss|gs|r2):\/\/\S+$/.test(text)
    ? undefined
    : { what: "is not a cloud path", allowed: "s3://…, abfss://…, gs://… or r2://…, inside an external location" },
).meta({ pattern: "^(s3|abfss|gs|r2)://" });

const options = {
  existing: z.boolean().optional().meta(later("True: the catalog is there already and is only read.")),
  storageRoot: storageRoot
    .optional()
    .meta(
      about(
        "Cloud path for the catalog's managed data; needed where the metastore has no storage root.",
        "the metastore's",
      ),
    ),
  comment: z.string().optional().meta(about("Comment on the catalog.")),
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
    existing: z.boolean().optional().meta(later("True: the schema is there already and is only read.")),
  }),
]);

/** A second connection of an integration: its own place, or the key of the integration whose place it shares. */
export const secondForm = z.union([
  checkedText(keyFault),
  z.strictObject({
    catalog: integrationCatalog.meta(
      about("Catalog of its schema: the key of an entry under catalogs, else one to create: its name, or its options."),
    ),
    schema: integrationSchema.meta(about("Schema that the tool writes to, created in the catalog.")),
  }),
]);

/** `read:` of an integration. */
export const readList = z.array(checkedText(readFault));
