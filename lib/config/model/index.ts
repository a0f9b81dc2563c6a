import { z } from "zod";
import { KEY_PATTERN, keyFault } from "../names";
import { backend } from "./backend";
import { sharedCatalog } from "./catalog";
import { about, checkedText } from "./field";
import { integration } from "./integration";
import { sharedWarehouse } from "./warehouse";
import { defaults, workspace } from "./workspace";

/** Id of the main stack when `name` does not say. */
export const DEFAULT_NAME = "onramp";

const propertyNames = { pattern: KEY_PATTERN };

/**
 * The shape of `onramp.yaml`. Strict: an unknown key is an error. What one field alone can get wrong is checked here,
 * what depends on several in `config/rules`.
 */
export const configSchema = z
  .strictObject({
    name: checkedText(keyFault)
      .optional()
      .meta({ ...about("Id of the main stack and part of the state's name.", DEFAULT_NAME), pattern: KEY_PATTERN }),
    workspace: workspace
      .optional()
      .meta(about("The Databricks workspace.", "the environment (unified authentication)")),
    backend: backend.optional().meta(about("Where Terraform keeps the state.", "kind: local")),
    defaults: defaults.optional().meta(about("For everything the stacks create.")),
    catalogs: z
      .record(z.string(), sharedCatalog)
      .optional()
      .meta({
        ...about(
          "Catalogs that several integrations share, by key; those of the main stack, unless they exist already.",
        ),
        propertyNames,
      }),
    warehouses: z
      .record(z.string(), sharedWarehouse)
      .optional()
      .meta({
        ...about(
          "Warehouses that several integrations share, by key; those of the main stack, unless they exist already.",
        ),
        propertyNames,
      }),
    integrations: z
      .record(z.string(), integration)
      .optional()
      .meta({ ...about("The connections, by key; more may be in integrations/*.yaml."), propertyNames }),
  })
  .meta({ title: "onramp.yaml" });

/** The config as written, all files together, before defaults. */
export type ConfigInput = z.infer<typeof configSchema>;

export type { BackendInput } from "./backend";
export type { CatalogOptions, SchemaInput } from "./catalog";
export type { IntegrationInput } from "./integration";
export type { WarehouseInput } from "./warehouse";
