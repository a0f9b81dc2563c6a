import { SqlError } from "../errors";
import { unbound } from "../parser/cursor";
import { positionalName } from "../parser/tokens";
import { parseType } from "../types/sql-type";
import { type Node, typeNode } from "./polyglot";
import { call, castTo, numberLiteral } from "./tree";

/** A parameter as clients send it: the value as text, with a type. */
export interface Parameter {
  /** Absent for positional parameters. */
  readonly name?: string;
  /** Type of Databricks SQL. */
  readonly type: string;
  /** null = NULL. */
  readonly value: string | null;
}

/** Function that stands for a bound value until the statement is text: `__param(1)` becomes `$1`. */
export const PARAMETER_MARK = "__param";

/** The parameters of one statement, and the values to bind in the order in which they are used. */
export class Parameters {
  readonly #given: ReadonlyMap<string, Parameter>;
  /** Values for `$1`, `$2`, … */
  readonly values: string[] = [];

  constructor(given: readonly Parameter[]) {
    let position = 0;
    this.#given = new Map(given.map((parameter) => [parameter.name ?? positionalName(++position), parameter]));
  }

  /** The text of a named one; undefined when there is none. */
  textOf(name: string): string | undefined {
    return this.#given.get(name)?.value ?? undefined;
  }

  /** @throws SqlError UNBOUND_SQL_PARAMETER */
  use(name: string): Node {
    const parameter = this.#given.get(name);
    if (!parameter) throw unbound(name.replace(/^__/, "_"));
    return this.#cast(parameter);
  }

  #cast({ type, value }: Parameter): Node {
    if (type.toUpperCase() === "VOID" || value === null) return { null: null };
    if (type.toUpperCase().startsWith("INTERVAL")) {
      throw new SqlError(
        "UNSUPPORTED_FEATURE",
        "0A000",
        "Parameters of type INTERVAL are not supported by this local workspace.",
      );
    }
    parseType(type);
    return castTo(call(PARAMETER_MARK, [numberLiteral(this.bind(value))]), typeNode(type));
  }

  /** Binds a text: it is `$` and the number that is returned. */
  bind(value: string): number {
    return this.values.push(value);
  }
}
