import type { SecurableRecord } from "./securable-record";

/** A place for files in a schema. The files themselves are on disk, see `files.ts`. */
export interface VolumeRecord extends SecurableRecord {
  readonly kind: "volume";
  readonly schemaId: string;
}
