import { z } from "zod";
import { CLOUDS } from "../../databricks/host";
import { tagsSchema } from "../../databricks/warehouse-options";
import { about, plainText } from "./field";

/** Requests a second when `workspace.rateLimit` does not say; the provider's own default of 15 makes plans slow. */
export const DEFAULT_RATE_LIMIT = 50;

/** `workspace:` */
export const workspace = z.strictObject({
  host: plainText()
    .optional()
    .meta(about("Address of the workspace, https://….", "DATABRICKS_HOST, else the profile's")),
  cloud: z
    .enum(CLOUDS)
    .optional()
    .meta(about("Where the workspace runs; decides how a token for a service principal is made.", "told by the host")),
  profile: plainText()
    .optional()
    .meta(about("Profile of .databrickscfg that signs in.", "the environment (unified authentication)")),
  rateLimit: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta(about("Requests a second that the Terraform provider sends at most.", String(DEFAULT_RATE_LIMIT))),
});

const principalName = z
  .string()
  .superRefine((template, context) => {
    const placeholders = template.match(/\{[^}]*\}/g) ?? [];
    const unknown = placeholders.find((placeholder) => placeholder !== "{integration}");
    if (!unknown && placeholders.length > 0) return;
    context.addIssue({
      code: "custom",
      message: unknown
        ? `has the unknown placeholder ${unknown}`
        : "has no {integration}, so all names would be the same",
      params: { allowed: "text with the placeholder {integration}", fix: 'write e.g. "sp-{integration}"' },
    });
  })
  .optional()
  .meta(about("Display name of new service principals; {integration} is the key.", "{integration}"));

/** `defaults:`; for everything the stacks create. */
export const defaults = z.strictObject({
  owner: plainText()
    .optional()
    .meta(about("Group, user or service principal that owns created catalogs and schemas.", "who deploys")),
  tags: tagsSchema
    .optional()
    .meta(about("Custom tags of created warehouses; the tag onramp with the key is always added.")),
  naming: z.strictObject({ principal: principalName }).optional().meta(about("Templates of names.")),
});
