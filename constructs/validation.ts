import { Token } from "cdktf";
import { forbiddenIn, LONGEST_NAME, NAME_ALLOWED } from "../lib/databricks/names";
import { visible } from "../lib/report/visible";

/** A problem, or something falsy where there is none; lets checks read as `tooBig && "size is 9, allowed …"`. */
export type Finding = string | false | undefined;

/**
 * Reports everything that is wrong with the props of a construct at once.
 *
 * @throws Error `<what>: <problem>; <problem>` when there is any problem
 */
export function refuse(what: string, findings: readonly Finding[]): void {
  const problems = findings.filter((finding) => typeof finding === "string");
  if (problems.length > 0) throw new Error(`${what}: ${problems.join("; ")}`);
}

/** True for a value that is there when the app runs; a token is known to Terraform only and cannot be checked. */
export function isKnown(value: unknown): boolean {
  return value !== undefined && !Token.isUnresolved(value);
}

/** What is wrong with a number that has to be whole and within a range. */
export function rangeProblem(name: string, value: number | undefined, from: number, to: number): Finding {
  if (value === undefined || !isKnown(value)) return undefined;
  const fits = Number.isInteger(value) && value >= from && value <= to;
  return !fits && `${name} is ${value}, allowed is a whole number from ${from} to ${to}`;
}

/** What Unity Catalog would refuse about the name of a catalog, schema or table. */
export function nameProblem(prop: string, name: string): Finding {
  if (!isKnown(name)) return undefined;
  const rule = `allowed are ${NAME_ALLOWED}`;
  if (name === "") return `${prop} is empty, ${rule}`;
  if (name.length > LONGEST_NAME) return `${prop} has ${name.length} characters, ${rule}`;
  return forbiddenIn(name) !== undefined && `${prop} is ${visible(JSON.stringify(name))}, ${rule}`;
}

/** A name as Unity Catalog stores it, in lower case; a token stays as it is. */
export function foldName(name: string): string {
  return isKnown(name) ? name.toLowerCase() : name;
}

const STORAGE = /^(abfss|gs|r2|s3|s3a):\/\/./;

/** What is wrong with a cloud path for managed data. */
export function storageProblem(prop: string, path: string | undefined): Finding {
  if (path === undefined || !isKnown(path)) return undefined;
  return (
    !STORAGE.test(path) &&
    `${prop} is ${JSON.stringify(path)}, allowed is a path in an external location: s3://…, abfss://… or gs://…`
  );
}
