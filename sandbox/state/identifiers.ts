import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";

/*
 * Identifiers in the shapes of the service. They are random and long on purpose: an id that came from another
 * workspace, in a stale Terraform state for instance, must never hit something that exists here.
 */

export const newUuid = (): string => randomUUID();

/** Account-wide numeric ids of principals: decimal strings of 15 or 16 digits, exact as a JSON number too. */
export const newNumericId = (): string => String(randomInt(10 ** 13, 9 * 10 ** 13)) + String(randomInt(10, 99));

export const newWarehouseId = (): string => randomBytes(8).toString("hex");

/** `0123-456789-abcdefgh`: month and day, time (both UTC), and eight letters or digits. */
export function newClusterId(now: number): string {
  const [day, time] = new Date(now).toISOString().slice(5, 19).replace(/[-:]/g, "").split("T");
  const letters = Array.from({ length: 8 }, () => randomInt(36).toString(36)).join("");
  return `${day}-${time}-${letters}`;
}

/** Ids of tokens: 64 hex digits. */
export const newTokenId = (): string => randomBytes(32).toString("hex");

export const newAccessTokenValue = (): string => "dapi" + randomBytes(16).toString("hex");

export const newClientSecretValue = (): string => "dose" + randomBytes(16).toString("hex");

/** Secrets are kept as hashes only. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
