/** How a tool signs in: a personal access token of its service principal, or an OAuth client id and secret. */
export const CREDENTIAL_KINDS = ["pat", "oauth"] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** Days that a credential lives unless somebody says otherwise. */
export const DEFAULT_LIFETIME_DAYS = 90;

/** Longest life of a token or an OAuth secret of a service principal, in days: two years. */
export const LONGEST_LIFETIME_DAYS = 730;

/**
 * Longest life of a token on Azure, in days. There the principal signs in with an OAuth secret of its own to make the
 * token; the secret has to outlive the token, with time left to renew it.
 */
export const LONGEST_AZURE_TOKEN_DAYS = LONGEST_LIFETIME_DAYS - 30;
