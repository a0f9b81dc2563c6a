import type { Question } from "../question";
import { catalog, storageRoot } from "./catalog";
import { compute, workspaceId } from "./compute";
import { credential, principal } from "./identity";
import { read } from "./read";
import { schema } from "./schema";
import { backend, backendSetting, cloud } from "./surroundings";
import { governor, key, tool } from "./tool";
import { viaGroup } from "./via-group";

/** Everything there is to know, in the order in which it is asked. */
export const QUESTIONS: readonly Question[] = [
  tool,
  key,
  governor,
  catalog,
  storageRoot,
  schema,
  read,
  compute,
  workspaceId,
  viaGroup,
  principal,
  credential,
  cloud,
  backend,
  backendSetting,
];
