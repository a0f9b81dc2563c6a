import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";

/*
 * Identifiers in the shapes of the service. They are random and long on purpose: an id that came from another
 * workspace, in a stale Terraform state for instance, must never hit something that exists here.
 */

export const newUuid = (): string => randomUUID();

/** Account-wide numeric ids of principals: decimal strings of 15 or 16 digits, exact as a JSON number too. */
export const newNumericId = (): string => String(randomInt(10 ** 13, 9 * 10 ** 13)) + String(randomInt(10, 99));

export const newWarehouseId = (): string => randomBytes(8).toString("hex");

/** Ids of tokens: 64 hex digits. */
export const newTokenId = (): string => randomBytes(32).toString("hex");

export const newAccessTokenValue = (): string => "dapi" + randomBytes(16).toString("hex");

export const newClientSecretValue = (): string => "dose" + randomBytes(16).toString("hex");

/** Secrets are kept as hashes only. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
