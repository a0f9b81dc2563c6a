import { sqlName, type Privilege } from "../../../databricks/privilege";
import type { CatalogAccess } from "../../access";
import type { Box } from "./drawing";

/** A schema, a table or a whole catalog with what is granted on it. */
export interface Row {
  readonly heading: string;
  readonly name: string;
  readonly grants: readonly string[];
}

/** What is drawn of one catalog. */
export interface Group {
  /** Absent for what is only counted. */
  readonly catalog?: string;
  readonly rows: readonly Row[];
}

/** The boxes at the end of the chain, without their places. */
export type Ends = Readonly<Record<"principal" | "warehouse", Pick<Box, "kind" | "heading" | "name" | "lines">>>;

/** Rows that are drawn; the others are counted. */
const SHOWN = 4;
/** Lines of grants in a box. */
const LINES = 6;

/** The first few; what is left is one row at the end. */
export function groupsOf(catalogs: readonly CatalogAccess[]): Group[] {
  const all = catalogs.map((each) => ({ catalog: each.catalog, rows: rowsOf(each) }));
  const count = all.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count <= SHOWN) return all;
  let room = SHOWN - 1;
  const shown = all.map(({ catalog, rows }): Group => {
    const first = rows.slice(0, room);
    room -= first.length;
    return { catalog, rows: first };
  });
  const more = { heading: "and", name: `${count - SHOWN + 1} more`, grants: ["in words below"] };
  return [...shown.filter(({ rows }) => rows.length > 0), { rows: [more] }];
}

function rowsOf({ privileges, inside }: CatalogAccess): Row[] {
  const beyondTheWay = privileges.some((each) => !each.startsWith("USE_"));
  const whole = inside.length === 0 || beyondTheWay;
  return [
    ...(whole ? [{ heading: "schemas", name: "all in it", grants: grantLines(privileges) }] : []),
    ...inside.map((each) => ({
      heading: each.name.includes(".") ? "table" : "schema",
      name: each.name,
      grants: grantLines(each.privileges),
    })),
  ];
}

function grantLines(privileges: readonly Privilege[]): string[] {
  if (privileges.length === 0) return ["none needed"];
  const names = privileges.map(sqlName);
  return names.length > LINES ? [...names.slice(0, LINES - 1), `and ${names.length - LINES + 1} more`] : names;
}
