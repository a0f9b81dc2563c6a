/** Longest life of a token or an OAuth secret of a service principal, in days: two years. */
export const LONGEST_LIFETIME_DAYS = 730;

/**
 * Longest life of a token on Azure, in days. There the principal signs in with an OAuth secret of its own to make the
 * token; the secret has to outlive the token, with time left to renew it.
 */
export const LONGEST_AZURE_TOKEN_DAYS = LONGEST_LIFETIME_DAYS - 30;
