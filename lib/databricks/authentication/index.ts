import type { RequestCredential } from "./request-credential";
import { AUTHENTICATION_KINDS, UNSUPPORTED_KINDS, type AuthenticationKind } from "./kinds";
import { ATTRIBUTES, refuseTwoMethods, type Settings } from "./settings";
import type { Headers } from "../http/rest";
import { UsageError } from "../../report/errors";

export { AUTHENTICATION_KINDS, UNSUPPORTED_KINDS } from "./kinds";
export { readSettings, type Settings } from "./settings";

/** How the kit signs its own calls to one workspace. */
export interface Authentication {
  /** e.g. `pat`. */
  readonly kind: string;
  /** `https://…`. */
  readonly host: string;
  /** Headers for one request; the token behind them is kept and renewed shortly before it ends. */
  readonly headers: () => Promise<Headers>;
}

/** A token with less left than this is renewed, in milliseconds. */
const RENEW_BEFORE = 3 * 60_000;

/**
 * Unified authentication for the kit's own calls, chosen as the Databricks SDKs choose: by `DATABRICKS_AUTH_TYPE`, else
 * the first of {@link AUTHENTICATION_KINDS} that is configured and yields a token.
 *
 * @throws UsageError when nothing is configured, two methods are, or the kind is not supported
 * @throws ServiceError when no kind that is configured yields a token: why the first did not
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/
 */
export async function authenticate(settings: Settings): Promise<Authentication> {
  const { kind, credential } = await firstToken(await candidates(settings), settings);
  let held = Promise.resolve(credential);
  return {
    kind: kind.name,
    host: settings.host,
    async headers() {
      const current = await held.catch(() => undefined);
      if (!current || current.expiresAt - Date.now() < RENEW_BEFORE) held = kind.credential(settings);
      return headersOf(await held);
    },
  };
}

async function firstToken(kinds: readonly AuthenticationKind[], settings: Settings) {
  const errors: unknown[] = [];
  for (const kind of kinds) {
    try {
      return { kind, credential: await kind.credential(settings) };
    } catch (error) {
      errors.push(error);
    }
  }
  throw errors[0];
}

function headersOf({ token, azure }: RequestCredential): Headers {
  return {
    authorization: `Bearer ${token.reveal()}`,
    ...(azure && {
      "x-databricks-azure-sp-management-token": azure.management.reveal(),
      "x-databricks-azure-workspace-resource-id": azure.resourceId,
    }),
  };
}

const supported = () => `Supported: ${AUTHENTICATION_KINDS.map((kind) => kind.name).join(", ")}`;

/** The kinds to try, at least one. */
async function candidates(settings: Settings): Promise<AuthenticationKind[]> {
  const name = settings.text("auth_type");
  if (name) return [chosen(name, settings)];
  refuseTwoMethods(settings);
  const unsupported = UNSUPPORTED_KINDS.find(({ sign }) => sign && settings.has(sign));
  if (unsupported?.sign) {
    throw new UsageError(
      `${ATTRIBUTES[unsupported.sign].env}: ${unsupported.name} authentication is not supported; ${unsupported.instead}`,
    );
  }
  const configured = [];
  for (const kind of AUTHENTICATION_KINDS) if (await kind.configured(settings)) configured.push(kind);
  if (configured.length > 0) return configured;
  throw new UsageError(
    `no authentication for ${settings.host}: set DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and ` +
      `DATABRICKS_CLIENT_SECRET, or choose a profile with DATABRICKS_CONFIG_PROFILE. ${supported()}`,
  );
}

function chosen(name: string, settings: Settings): AuthenticationKind {
  const kind = AUTHENTICATION_KINDS.find((each) => each.name === name);
  if (!kind) {
    const known = UNSUPPORTED_KINDS.find((each) => each.name === name);
    const instead = known ? `; ${known.instead}` : "";
    throw new UsageError(`DATABRICKS_AUTH_TYPE: ${name} is not supported${instead}. ${supported()}`);
  }
  const missing = kind.needs.filter((need) => !settings.has(need)).map((need) => ATTRIBUTES[need].env);
  if (missing.length > 0) throw new UsageError(`DATABRICKS_AUTH_TYPE: ${name} also needs ${missing.join(", ")}`);
  return kind;
}
