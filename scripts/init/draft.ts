import type { Profile } from "../../profiles";
import type { CredentialKind } from "../../lib/databricks/credential";
import type { Cloud } from "../../lib/databricks/host";

/** A catalog or schema: one to create or, for a catalog, an entry under `catalogs:`; or one that is there. */
export interface Named {
  readonly name: string;
  readonly existing: boolean;
}

/** What runs the tool's queries. */
export type ComputeAnswer =
  /** A warehouse to create, or the key of an entry under `warehouses:`; null: one to create, called like the entry. */
  | { readonly warehouse: string | null }
  /** Id or name of a warehouse that is there; `called` is its name beside an id. */
  | { readonly existing: string; readonly called?: string }
  /** Id of an all-purpose cluster. */
  | { readonly cluster: string; readonly called?: string };

/** `backend:` as it is written: `kind` and its settings. */
export type BackendAnswer = { readonly kind: string } & Readonly<Record<string, string>>;

/**
 * The answers so far. A field that is missing is still open; null is the answer "none", or "as the profile has it".
 */
export interface Draft {
  readonly profile?: Profile;
  /** Key of the entry under `integrations:`. */
  readonly key?: string;
  readonly allowManagingOthers?: true;
  readonly catalog?: Named | null;
  /** Cloud path for the data of a catalog to create. */
  readonly storageRoot?: string | null;
  readonly schema?: Named | null;
  /** Full names of what the tool reads. */
  readonly read?: readonly string[] | null;
  readonly compute?: ComputeAnswer;
  /** Number of the workspace, for a cluster. */
  readonly workspaceId?: number | null;
  /** Group that the service principal joins to use an existing warehouse. */
  readonly viaGroup?: string | null;
  /** Application id of a service principal that is there; null: a new one. */
  readonly principal?: string | null;
  readonly credential?: CredentialKind | "external" | null;
  readonly cloud?: Cloud | null;
  readonly backend?: BackendAnswer | null;
}

/** True for a tool that cannot do without a catalog for its schema, or for the schemas that it makes. */
export function keepsThings({ ownSchema, ownCatalog }: Profile): boolean {
  return ownSchema === "required" || ownCatalog === true;
}
