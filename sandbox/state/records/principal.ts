export type Entitlement =
  | "allow-cluster-create"
  | "allow-instance-pool-create"
  | "databricks-sql-access"
  | "workspace-access"
  | "workspace-consume";

export interface PrincipalRecord {
  readonly id: string;
  displayName: string;
  externalId?: string;
  entitlements: Entitlement[];
}

export interface UserRecord extends PrincipalRecord {
  readonly kind: "user";
  readonly userName: string;
  active: boolean;
}

export interface ServicePrincipalRecord extends PrincipalRecord {
  readonly kind: "servicePrincipal";
  readonly applicationId: string;
  active: boolean;
}

export interface GroupRecord extends PrincipalRecord {
  readonly kind: "group";
  /** SCIM ids of direct members. Everyone is a member of `users` without being listed. */
  members: string[];
}

export type Principal = UserRecord | ServicePrincipalRecord | GroupRecord;
