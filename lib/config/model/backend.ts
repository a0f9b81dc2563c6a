import { z } from "zod";
import { isLoopback } from "../../databricks/host";
import { type NameFault, plainFault } from "../names";
import { about, checkedText, plainText } from "./field";

/** What is wrong with the name of a bucket, container or account. */
function storeFault(text: string): NameFault | undefined {
  const allowed = "the name alone; a folder in it belongs under prefix";
  if (/[\s/\\]/.test(text.trim())) return { what: "has a slash or a space in it", allowed };
  return plainFault(text);
}

function prefixFault(text: string): NameFault | undefined {
  const allowed = "folder names with slashes between them";
  if (/^\/|\/$|\/\/|\\|(^|\/)\.\.?(\/|$)/.test(text)) return { what: "is not a path of folders", allowed };
  return plainFault(text);
}

function hostnameFault(text: string): NameFault | undefined {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)) return undefined;
  return { what: "is not a host name", allowed: "a host name, without https:// and path, e.g. tfe.example.com" };
}

function addressFault(text: string): NameFault | undefined {
  const allowed = "https://…, without user name, password, ? and #";
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { what: "is not an address", allowed };
  }
  if (url.username || url.password) {
    const fix = "remove everything before the @, and set TF_HTTP_USERNAME and TF_HTTP_PASSWORD";
    return { what: "has a user name or a password in it", allowed, fix };
  }
  if (url.search || url.hash)
    return { what: "has a query or a fragment", allowed, fix: "remove what follows the path" };
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return undefined;
  const what = `starts with ${url.protocol}//, and a state holds secrets that must not cross a network in the clear`;
  return { what, allowed, fix: "use https://" };
}

const kind = <Kind extends string>(value: Kind, description: string) => z.literal(value).meta(about(description));
const store = (description: string) => checkedText(storeFault).meta(about(description));
const prefix = checkedText(prefixFault).optional().meta(about("Folder that the states are put under.", "none"));

/** `backend:`; where Terraform keeps the state. The key inside is chosen by the kit: it contains the workspace's host. */
export const backend = z.discriminatedUnion("kind", [
  z.strictObject({ kind: kind("local", "Files on this machine.") }),
  z.strictObject({
    kind: kind("s3", "An S3 bucket, with locking."),
    bucket: store("Bucket."),
    region: store("Region of the bucket."),
    kmsKeyId: plainText()
      .optional()
      .meta(about("ARN of the KMS key that encrypts the states.", "the bucket's own encryption")),
    prefix,
  }),
  z.strictObject({
    kind: kind("azurerm", "An Azure storage container, with locking."),
    resourceGroup: plainText()
      .optional()
      .meta(about("Resource group of the storage account; needed where that cannot be found without it.")),
    storageAccount: store("Storage account."),
    container: store("Container."),
    prefix,
  }),
  z.strictObject({
    kind: kind("gcs", "A Google Cloud Storage bucket, with locking."),
    bucket: store("Bucket."),
    prefix,
  }),
  z.strictObject({
    kind: kind("cloud", "HCP Terraform or Terraform Enterprise; a workspace there for each stack."),
    organization: store("Organization."),
    hostname: checkedText(hostnameFault)
      .optional()
      .meta(about("Host name of Terraform Enterprise.", "app.terraform.io")),
    project: plainText().optional().meta(about("Project of the workspaces.", "the organization's default project")),
  }),
  z.strictObject({
    kind: kind("http", "A server that keeps states, with locking."),
    address: checkedText(addressFault).meta(about("Address of the server, https://…; the key is added to its path.")),
  }),
]);

/** `backend:` as written. */
export type BackendInput = z.infer<typeof backend>;
