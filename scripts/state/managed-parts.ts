import { createHash } from "node:crypto";
import type { StateResource } from "../../lib/terraform/states";
import { SECOND_FORMS } from "../../profiles";

/** What the states hold of one integration, or of one shared catalog. */
export interface ManagedParts {
  /** Catalogs and schemas, with what ties a catalog to workspaces. */
  readonly data: readonly StateResource[];
  /** Principal, credential, grants, warehouse and the like. */
  readonly rest: readonly StateResource[];
  /** Of this integration or of another one whose key begins alike: addresses do not tell. */
  readonly unclear: readonly StateResource[];
}

/** Before the key of a shared catalog, as in `onramp.yaml`: `catalogs.marketing`. */
export const SHARED = "catalogs.";

/**
 * The parts of an integration, found by their addresses: a Terraform address ends in a hash of the whole construct path,
 * so that keys which begin alike, or have underscores, are told apart.
 *
 * @param name key of the integration, or `catalogs.` and the key of a shared catalog
 * @param others keys of all the other integrations that are known
 */
export function managedParts(
  name: string,
  others: readonly string[],
  resources: readonly StateResource[],
): ManagedParts {
  const managed = resources.filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
  const hashes = new Set(dataPaths(name).map(pathHash));
  const places = managed.filter(({ address }) => hashes.has(address.slice(address.lastIndexOf("_") + 1)));
  const catalogs = places.flatMap((place) => (place.type === "databricks_catalog" ? namesOf(place) : []));
  const bindings = managed.filter(
    ({ type, instances }) =>
      type === "databricks_workspace_binding" &&
      instances.some(({ attributes }) => catalogs.includes(String(attributes.securable_name))),
  );
  const data = [...places, ...bindings];
  if (name.startsWith(SHARED)) return { data, rest: [], unclear: [] };
  const remaining = managed.filter((resource) => !data.includes(resource));
  const owners = (resource: StateResource) => ownersOf(resource, [name, ...others]);
  return {
    data,
    rest: remaining.filter((resource) => owners(resource).join() === name),
    unclear: remaining.filter((resource) => owners(resource).length > 1 && owners(resource).includes(name)),
  };
}

/** Names of catalogs and schemas in full, as the state has them. */
export function namesOf({ instances }: StateResource): string[] {
  return instances.map(({ attributes }) => String(attributes.id));
}

function dataPaths(name: string): string[][] {
  if (name.startsWith(SHARED)) return [["catalogs", name.slice(SHARED.length)]];
  const places = [[], ...SECOND_FORMS.map((form) => ["second_forms", form])];
  return places.flatMap((place) => ["catalog", "schema"].map((part) => [ROOT, name, ...place, part]));
}

/** As cdktf hashes the path of a construct's main resource. */
function pathHash(path: readonly string[]): string {
  return createHash("md5")
    .update([...path, "Resource"].join("/"))
    .digest("hex")
    .slice(0, 8)
    .toUpperCase();
}

/** What an integration is made of, at the top. */
const PARTS = ["catalog", "schema", "warehouse", "principal", "credential", "second_forms"];

/** Every integration's construct is below it. */
const ROOT = "integrations";

/**
 * Keys that the address of a resource may be of. Several fit where one key is another and the name of a part, as with
 * `a` and `a_schema`; the hash then tells for the parts themselves, and for nothing below them.
 */
function ownersOf({ address }: StateResource, keys: readonly string[]): string[] {
  const [, path = "", hash] = ADDRESS.exec(address) ?? [];
  const fitting = keys
    .filter((key) => path.startsWith(startOf(key)))
    .sort((a, b) => startOf(b).length - startOf(a).length)
    .filter(
      (key, at) =>
        (at === 0 && startOf(key) !== "") || PARTS.some((part) => path.startsWith(`${startOf(key)}${part}_`)),
    );
  const exact = fitting.filter((key) => pathsOf(key).some((each) => pathHash(each) === hash));
  return exact.length > 0 ? exact : fitting;
}

const ADDRESS = /\.integrations_(.*_)([0-9A-F]{8})$/;

const pathsOf = (key: string) => [...dataPaths(key), ...PARTS.map((part) => [ROOT, key, part])];

/** How the readable part of an address begins; cdktf leaves out what the name before ends with. */
const startOf = (key: string) => (ROOT.endsWith(key) ? "" : `${key}_`);
