import { z } from "zod";
import { PROFILES } from "../../../profiles";
import { CREDENTIAL_KINDS } from "../../databricks/credential";
import { DEFAULT_LIFETIME_DAYS, LONGEST_LIFETIME_DAYS } from "../../databricks/credential";
import { KEY_PATTERN, keyFault } from "../names";
import { integrationCatalog, integrationSchema, readList, secondForm } from "./catalog";
import { about, checkedText, plainText } from "./field";
import { principal } from "./principal";
import { integrationWarehouse } from "./warehouse";

/** Days a credential may live, for tokens and OAuth secrets alike: the service allows two years. */
export const LIFETIME_DAYS = { min: 1, max: LONGEST_LIFETIME_DAYS, default: DEFAULT_LIFETIME_DAYS } as const;

const credential = z.strictObject({
  kind: z
    .enum([...CREDENTIAL_KINDS, "external"])
    .optional()
    .meta(
      about(
        "pat: personal access token; oauth: client id and secret; external: made elsewhere, of the first kind that the tool's form accepts; everything else is made all the same.",
        "the profile's first kind",
      ),
    ),
  lifetimeDays: z
    .int()
    .min(LIFETIME_DAYS.min)
    .max(LIFETIME_DAYS.max)
    .optional()
    .meta(about("Days until the credential expires.", String(LIFETIME_DAYS.default))),
});

/** One entry of `integrations:`. */
export const integration = z
  .strictObject({
    tool: z
      .enum([...PROFILES.keys()])
      .optional()
      .meta(
        about(
          "Profile of the tool: what it needs, and what its form is called; docs/profiles.md.",
          "the key of the entry",
        ),
      ),
    mode: plainText()
      .optional()
      .meta(
        about("Another extent of access that the profile offers, e.g. import for CleverTap.", "what the profile says"),
      ),
    stack: checkedText(keyFault)
      .optional()
      .meta({
        ...about("Id of a stack of its own for this integration; several may name the same one.", "the main stack"),
        pattern: KEY_PATTERN,
      }),
    catalog: integrationCatalog
      .optional()
      .meta(
        about(
          "Catalog of the tool's own schema, or in which it makes schemas: the key of an entry under catalogs, else the name of a catalog to create, or its options.",
          "none; required with a schema",
        ),
      ),
    schema: integrationSchema
      .optional()
      .meta(
        about(
          "The tool's own schema in the catalog: the name of one to create, or its options.",
          "none; some profiles require one, some fix its name",
        ),
      ),
    read: readList
      .optional()
      .meta(
        about(
          "Catalogs, schemas or tables the tool may read besides its own schema, by full name; the first part may be the key of an entry under catalogs. samples.* needs no grant.",
          "what the profile lists, else nothing; most tools that read require it",
        ),
      ),
    enrichment: secondForm
      .optional()
      .meta(
        about(
          "The second connection of tools that have one (Qualytics): its schema and the catalog of that, or the key of the integration whose one it uses.",
          "none; may be added later",
        ),
      ),
    warehouse: integrationWarehouse
      .optional()
      .meta(
        about(
          "What runs the tool's queries: the key of an entry under warehouses, the options of a SQL warehouse to create, one that exists already, or a cluster.",
          "a new one as the profile advises, named like the key",
        ),
      ),
    principal: principal.optional().meta(about("Identity of the tool.", "a new service principal")),
    credential: credential.optional().meta(about("What the tool signs in with.")),
    allowManagingOthers: z
      .boolean()
      .optional()
      .meta(about("Must be true for a tool that manages other people's access.", "false")),
    replaceGrants: z
      .boolean()
      .optional()
      .meta(
        about(
          "True: an existing service principal may lose the privileges that it holds directly on what the integration uses; those of the tool replace them.",
          "false: a deploy that would take any away is refused",
        ),
      ),
    absent: z.boolean().optional().meta(about("True: take every access away, keep the data.", "false")),
  })
  .meta(about("One tool's connection to the workspace. The key names it: a-z, 0-9, hyphen, underscore."));

/** One entry of `integrations:` as written. */
export type IntegrationInput = z.infer<typeof integration>;
