import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader } from "./http/rest";
import { ServiceError } from "./http/service-error";
import { nextPage } from "./unity-catalog";

/**
 * Secrets that one service principal may have at a time.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m
 */
export const MOST_SECRETS = 5;

const secretSchema = z
  .object({ id: z.string(), create_time: z.string().optional(), expire_time: z.string().optional() })
  .transform(({ id, create_time: start, expire_time: end }): SecretInfo => ({
    id,
    ...(start !== undefined && { createdAt: Date.parse(start) }),
    endsAt: end === undefined ? Infinity : Date.parse(end),
  }));

/** An OAuth secret of a service principal, without its value. */
export interface SecretInfo {
  readonly id: string;
  /** Milliseconds since 1970; absent where the workspace does not say. */
  readonly createdAt?: number;
  /** Milliseconds since 1970; infinite where the workspace does not say. */
  readonly endsAt: number;
}

const pageSchema = z.object({ secrets: z.array(secretSchema).default([]), ...nextPage });

/**
 * The OAuth secrets of a service principal; none for one that is not there. For admins.
 *
 * @param principal numeric SCIM id
 * @see https://docs.databricks.com/api/workspace/serviceprincipalsecretsproxy/list
 */
export async function listSecrets(rest: Reader, principal: string): Promise<SecretInfo[]> {
  const path = `/api/2.0/accounts/servicePrincipals/${principal}/credentials/secrets`;
  try {
    const pages = await allPages(rest, pageSchema, path);
    return pages.flatMap(({ secrets }) => secrets);
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return [];
    throw error;
  }
}
