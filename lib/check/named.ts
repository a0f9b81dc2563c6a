import { fullName, kindOf, type Securable, type SecurableKind } from "../databricks/securable";

const KINDS: readonly SecurableKind[] = ["catalog", "schema", "table"];

/** `the catalogs a, b and the schema a.c`; "" for none. */
export function named(securables: readonly Securable[]): string {
  return KINDS.flatMap((kind) => {
    const names = securables.filter((each) => kindOf(each) === kind).map(fullName);
    return names.length === 0 ? [] : [`the ${names.length === 1 ? kind : PLURAL[kind]} ${names.join(", ")}`];
  }).join(" and ");
}

const PLURAL: Readonly<Record<SecurableKind, string>> = { catalog: "catalogs", schema: "schemas", table: "tables" };
