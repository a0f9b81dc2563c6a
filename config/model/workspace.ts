import { z } from "zod";
import { CLOUDS } from "../../workspace/host";
import { about, later, plainText } from "./field";

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

const kind = <Kind extends string>(value: Kind, description: string) => z.literal(value).meta(about(description));
const required = (description: string) => plainText().meta(later(description));
const optional = (description: string) => plainText().optional().meta(later(description));

/** `backend:`; where Terraform keeps the state. The key inside is chosen by the kit: it contains the workspace's host. */
export const backend = z.discriminatedUnion("kind", [
  z.strictObject({ kind: kind("local", "Files on this machine.") }),
  z.strictObject({
    kind: kind("s3", "An S3 bucket. Not supported yet."),
    bucket: required("Bucket."),
    region: required("Region of the bucket."),
    prefix: optional("Folder in the bucket."),
  }),
  z.strictObject({
    kind: kind("azurerm", "An Azure storage container. Not supported yet."),
    resourceGroup: optional("Resource group of the storage account."),
    storageAccount: required("Storage account."),
    container: required("Container."),
    prefix: optional("Folder in the container."),
  }),
  z.strictObject({
    kind: kind("gcs", "A Google Cloud Storage bucket. Not supported yet."),
    bucket: required("Bucket."),
    prefix: optional("Folder in the bucket."),
  }),
  z.strictObject({
    kind: kind("cloud", "HCP Terraform. Not supported yet."),
    organization: required("Organization."),
    hostname: optional("Host of Terraform Enterprise."),
    project: optional("Project of the workspaces."),
  }),
  z.strictObject({
    kind: kind("http", "A server that keeps states. Not supported yet."),
    address: required("URL of the server; the key is added."),
  }),
]);

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
  tags: z
    .record(z.string(), z.string())
    .optional()
    .meta(about("Custom tags of created warehouses; the tag onramp with the key is always added.")),
  naming: z.strictObject({ principal: principalName }).optional().meta(about("Templates of names.")),
});
