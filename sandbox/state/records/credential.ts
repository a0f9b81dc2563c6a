export interface AccessTokenRecord {
  readonly id: string;
  readonly hash: string;
  /** SCIM id of the user or service principal it signs in. */
  readonly principalId: string;
  readonly createdById: string;
  readonly comment: string;
  readonly createdAt: number;
  /** -1 = never. */
  readonly expiresAt: number;
}

export interface ClientSecretRecord {
  readonly id: string;
  readonly hash: string;
  readonly principalId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}
