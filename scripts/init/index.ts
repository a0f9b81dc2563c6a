export { readBackend } from "./backends";
export { converse, type Person } from "./conversation";
export type { Draft } from "./draft";
export { planOf, type PlannedThing } from "./plan";
export { notUsableYet, type Unusable } from "./questions/via-group";
export { lookAround, NOWHERE, type Surroundings } from "./look-around";
export { startWriting } from "./writing";
