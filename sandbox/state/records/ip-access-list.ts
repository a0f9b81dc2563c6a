export interface IpAccessListRecord {
  readonly id: string;
  label: string;
  type: "ALLOW" | "BLOCK";
  enabled: boolean;
  /** IPv4 addresses and CIDR ranges. */
  addresses: string[];
  readonly createdAt: number;
  readonly createdById: string;
  updatedAt: number;
  updatedById: string;
}
