/** Error codes of the Databricks REST API with the HTTP status each is sent with. */
const STATUS = {
  INVALID_PARAMETER_VALUE: 400,
  MALFORMED_REQUEST: 400,
  BAD_REQUEST: 400,
  INVALID_STATE: 400,
  QUOTA_EXCEEDED: 400,
  DIRECTORY_NOT_EMPTY: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  IP_BLOCKED: 403,
  INVALID_ACCESS_TOKEN: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  CATALOG_DOES_NOT_EXIST: 404,
  SCHEMA_DOES_NOT_EXIST: 404,
  TABLE_DOES_NOT_EXIST: 404,
  VOLUME_DOES_NOT_EXIST: 404,
  FUNCTION_DOES_NOT_EXIST: 404,
  NOT_FOUND: 404,
  ENDPOINT_NOT_FOUND: 404,
  RESOURCE_ALREADY_EXISTS: 409,
  CATALOG_ALREADY_EXISTS: 409,
  SCHEMA_ALREADY_EXISTS: 409,
  TABLE_ALREADY_EXISTS: 409,
  VOLUME_ALREADY_EXISTS: 409,
  FUNCTION_ALREADY_EXISTS: 409,
  ALREADY_EXISTS: 409,
  RESOURCE_CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  INTERNAL_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/**
 * An answer of the service that is an error: what a client did wrong or may not do. Both faces, REST and SQL, turn it
 * into their own wire shape; anything else that is thrown is a bug and becomes an INTERNAL_ERROR.
 *
 * @see https://docs.databricks.com/api/workspace/introduction
 */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.status = STATUS[code];
  }
}

export const invalid = (message: string) => new ServiceError("INVALID_PARAMETER_VALUE", message);
export const denied = (message: string) => new ServiceError("PERMISSION_DENIED", message);
export const missing = (message: string) => new ServiceError("RESOURCE_DOES_NOT_EXIST", message);
export const exists = (message: string) => new ServiceError("RESOURCE_ALREADY_EXISTS", message);
