import type { SecurableRecord } from "./securable-record";

export interface SchemaRecord extends SecurableRecord {
  readonly kind: "schema";
  readonly catalogId: string;
  storageRoot?: string;
  predictiveOptimization: "INHERIT" | "ENABLE" | "DISABLE";
}
