export { readBackend } from "./backends";
export { converse, Unanswered, type Person } from "./conversation";
export type { Draft } from "./draft";
export { planOf, type PlannedThing } from "./plan";
export { notUsableYet, type Unusable } from "./questions/use-group";
export { lookAround, NOTHING_FOUND, type Found } from "./workspace/found";
export { startWriting, type Writing } from "./writing";
