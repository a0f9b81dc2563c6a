export interface SecurableRecord {
  readonly id: string;
  name: string;
  /** User name, application id or group name. */
  owner: string;
  comment?: string;
  properties: Record<string, string>;
  /** Tags by key; the value may be empty. Absent = none. */
  tags?: Record<string, string>;
  readonly createdAt: number;
  readonly createdBy: string;
  updatedAt: number;
  updatedBy: string;
}
