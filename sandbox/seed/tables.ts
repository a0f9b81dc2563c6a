import { TRIPS_TABLE } from "./nyctaxi";
import type { SeedTable } from "./seed-table";
import { TPCH } from "./tpch";

/** The canary: a table nobody but the admin may read, to prove that a tool's privileges end where they should. */
export const CANARY: SeedTable = {
  catalog: "sandbox",
  schema: "canary",
  name: "secret",
  comment: "Readable by admins only. A tool that can read it has too many privileges.",
  columns: [{ name: "message", type: "STRING", nullable: false }],
  query: "SELECT 'you should not be able to read this' AS message",
};

/** Everything a new workspace has. */
export const SEED_TABLES: readonly SeedTable[] = [CANARY, ...TPCH, TRIPS_TABLE];
