import type { MachineContext } from "../context";
import type { Examination } from "../finding";
import { admin } from "./admin";
import { clock } from "./clock";
import { cloud } from "./cloud";
import { createCatalog } from "./create-catalog";
import { credentialsEnd } from "./credentials-end";
import { ipAccess } from "./ip-access";
import { metastore } from "./metastore";
import { nameClash } from "./name-clash";
import { node } from "./node";
import { privilegeModel } from "./privilege-model";
import { readRights } from "./read-rights";
import { storageRoot } from "./storage-root";
import { terraform } from "./terraform";
import { tokenLifetime } from "./token-lifetime";
import { tokenUse } from "./token-use";

export { signIn } from "./sign-in";

/** What needs no workspace. */
export const MACHINE: readonly Examination<MachineContext>[] = [node, terraform];

/** What is asked of a workspace once it is known who signs in, in the order of the report. */
export const WORKSPACE: readonly Examination[] = [
  cloud,
  metastore,
  storageRoot,
  privilegeModel,
  admin,
  createCatalog,
  readRights,
  tokenUse,
  tokenLifetime,
  ipAccess,
  nameClash,
  credentialsEnd,
  clock,
];
