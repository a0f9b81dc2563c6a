/** Codes that tell "not found" from a request that is wrong, whatever the HTTP status says. */
const NOT_MISSING = new Set([
  "ABORTED",
  "ALREADY_EXISTS",
  "DATA_LOSS",
  "INVALID_PARAMETER_VALUE",
  "INVALID_STATE",
  "RESOURCE_ALREADY_EXISTS",
  "UNKNOWN",
]);

/** The workspace refused a request. */
export class ApiError extends Error {
  readonly status: number;
  /** e.g. `RESOURCE_DOES_NOT_EXIST`; "" when the answer had none. */
  readonly code: string;
  /** Method and path, for people. */
  readonly request: string;

  constructor(request: string, status: number, body: unknown) {
    const { code, message } = parseBody(status, body);
    super(message);
    this.request = request;
    this.status = status;
    this.code = code;
  }

  /** Whether the error means that the object does not exist; the code counts more than the status. */
  get missing(): boolean {
    return this.code === "RESOURCE_DOES_NOT_EXIST" || (this.status === 404 && !NOT_MISSING.has(this.code));
  }
}

/** The same request, whose refusal says before anything else what could not be done. */
export async function explained<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ApiError) error.message = `${what}: ${error.message}`;
    throw error;
  }
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Understands the REST API's, API 1.2's and SCIM's ways to say what is wrong. */
function parseBody(status: number, body: unknown): { code: string; message: string } {
  const fields = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const read = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
  const scim = [read("scimType"), read("detail")].filter((part) => part !== "").join(" ");
  const message = read("error_description") || read("message") || read("error") || scim || `HTTP status ${status}`;
  return { code: read("error_code"), message };
}
