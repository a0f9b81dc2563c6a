import { ACCESS } from "./access";
import { BILLING } from "./billing";
import { COMPUTE } from "./compute";
import { LAKEFLOW } from "./lakeflow";
import { QUERY } from "./query";
import type { SystemTable } from "./system-table";

export type { SystemTable } from "./system-table";

/** Catalog of what the service keeps about itself. */
export const SYSTEM = "system";

/** Every table of the catalog `system`, besides its `information_schema`. */
export const SYSTEM_TABLES: readonly SystemTable[] = [...ACCESS, ...BILLING, ...COMPUTE, ...LAKEFLOW, ...QUERY];

/** The definition of a table of the catalog `system`; undefined when there is none. */
export const systemTable = (schema: string, name: string): SystemTable | undefined =>
  SYSTEM_TABLES.find((table) => table.schema === schema && table.name === name);
