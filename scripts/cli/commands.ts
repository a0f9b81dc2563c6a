import { CHECK } from "../check/spec";
import { DEMO } from "../demo/spec";
import { DOCTOR } from "../doctor/spec";
import { FORM } from "../form/spec";
import { INIT } from "../init/spec";
import { NEW } from "../new/spec";
import { SANDBOX } from "../sandbox/spec";
import { STATE_FORGET } from "../state/spec";
import { TOOLS } from "../tools/spec";
import { WORKSPACE_LIST, WORKSPACE_SHARE_WAREHOUSE } from "../workspace/spec";
import type { CommandSpec } from "./spec";

/** Every command of `onramp`, in the order of its help. */
export const COMMANDS: readonly CommandSpec[] = [
  NEW,
  INIT,
  TOOLS,
  DOCTOR,
  CHECK,
  FORM,
  SANDBOX,
  DEMO,
  WORKSPACE_LIST,
  WORKSPACE_SHARE_WAREHOUSE,
  STATE_FORGET,
];
