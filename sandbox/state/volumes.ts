import type { VolumeRecord } from "./records/volume";
import type { Caller } from "./principals";
import { type NewObject, type SchemaHost, SchemaObjects } from "./schema-objects";

/** Volumes: places for files in schemas. @see https://docs.databricks.com/aws/en/volumes/ */
export class Volumes extends SchemaObjects<VolumeRecord> {
  constructor(host: SchemaHost, records: Map<string, VolumeRecord>) {
    super(host, records, { label: "Volume", use: "READ_VOLUME" });
  }

  /** Needs CREATE VOLUME. */
  create(caller: Caller, catalogName: string, schemaName: string, input: NewObject): VolumeRecord {
    return this.add(caller, [catalogName, schemaName], "CREATE_VOLUME", input, (stamp, { id: schemaId }) => ({
      ...stamp,
      kind: "volume",
      schemaId,
    }));
  }
}
