import { unsupported } from "../errors";
import type { Parameter } from "../query/parameters";
import type { TSparkParameter } from "./service";

/** A parameter as the protocol carries it. */
export function parameterOf({ name, type, value, arguments: parts }: TSparkParameter): Parameter {
  if (parts && parts.length > 0) throw unsupported("A parameter of a complex type");
  const given = value?.stringValue ?? value?.doubleValue ?? value?.booleanValue ?? null;
  return { name: name || undefined, type: type ?? "STRING", value: given === null ? null : String(given) };
}
