import type { BackendContext, MachineContext, StatesContext } from "../context";
import type { Examination } from "../examination";
import { activePrincipals } from "./active-principals";
import { admin } from "./admin";
import { adoptedPrivileges } from "./adopted-privileges";
import { backend } from "./backend";
import { clock } from "./clock";
import { cloud } from "./cloud";
import { clusters } from "./clusters";
import { createCatalog } from "./create-catalog";
import { createSchema } from "./create-schema";
import { credentialsEnd } from "./credentials-end";
import { edition } from "./edition";
import { existingCatalogs } from "./existing-catalogs";
import { existingPrincipals } from "./existing-principals";
import { existingSchemas } from "./existing-schemas";
import { existingWarehouses } from "./existing-warehouses";
import { goneEntries } from "./gone-entries";
import { grantRights } from "./grant-rights";
import { groups } from "./groups";
import { interrupted } from "./interrupted";
import { ipAccess } from "./ip-access";
import { leftWarehousesFinding as leftWarehouses } from "./left-warehouses";
import { metastore } from "./metastore";
import { nameClash } from "./name-clash";
import { node } from "./node";
import { orphans } from "./orphans";
import { otherRights } from "./other-rights";
import { othersObjects } from "./others-objects";
import { owner } from "./owner";
import { privilegeModel } from "./privilege-model";
import { provider } from "./provider";
import { secretRoom } from "./secret-room";
import { serverless } from "./serverless";
import { signIn } from "./sign-in";
import { storageRoot } from "./storage-root";
import { terraform } from "./terraform";
import { tokenLifetime } from "./token-lifetime";
import { tokenUse } from "./token-use";
import { warehouseUse } from "./warehouse-use";
import { workspaces } from "./workspaces";

export { backend, signIn };

/** What needs no workspace. */
export const MACHINE: readonly Examination<MachineContext>[] = [node, terraform];

/** What is asked of the Terraform states, once {@link backend} could read them. */
export const STATES: readonly Examination<BackendContext>[] = [provider, interrupted, goneEntries];

/** What is asked of a workspace once it is known who signs in. */
export const WORKSPACE: readonly Examination[] = [
  cloud,
  metastore,
  privilegeModel,
  admin,
  grantRights,
  existingCatalogs,
  existingSchemas,
  existingWarehouses,
  existingPrincipals,
  groups,
  workspaces,
  serverless,
  tokenLifetime,
  ipAccess,
  clock,
];

/** What is asked of a workspace beside what the Terraform states hold. */
export const BESIDE_STATES: readonly Examination<StatesContext>[] = [
  storageRoot,
  edition,
  createCatalog,
  createSchema,
  owner,
  warehouseUse,
  clusters,
  tokenUse,
  activePrincipals,
  secretRoom,
  adoptedPrivileges,
  otherRights,
  othersObjects,
  nameClash,
  orphans,
  leftWarehouses,
  credentialsEnd,
];

/** Ids of all, in the order of the report. */
export const ORDER: readonly string[] = [
  node,
  terraform,
  provider,
  backend,
  interrupted,
  goneEntries,
  signIn,
  admin,
  cloud,
  metastore,
  storageRoot,
  edition,
  privilegeModel,
  createCatalog,
  createSchema,
  owner,
  grantRights,
  existingCatalogs,
  existingSchemas,
  othersObjects,
  workspaces,
  serverless,
  existingWarehouses,
  warehouseUse,
  clusters,
  existingPrincipals,
  activePrincipals,
  adoptedPrivileges,
  otherRights,
  groups,
  tokenUse,
  tokenLifetime,
  secretRoom,
  nameClash,
  orphans,
  leftWarehouses,
  credentialsEnd,
  ipAccess,
  clock,
].map(({ id }) => id);
