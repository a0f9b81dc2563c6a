import { parseSecurable } from "../../lib/databricks/securable";
import { CANARY } from "../../sandbox/seed/tables";
import type { Securable } from "../../lib/databricks/securable";
import { UsageError } from "../../lib/report/errors";

export interface CheckCommand {
  /** Integrations; none: all. */
  readonly names: readonly string[];
  readonly json?: boolean;
  readonly readOnly?: boolean;
  /** A warning is a failure too. @defaultValue false */
  readonly strict?: boolean;
  /** `catalog.schema.table`; default: the sandbox's own, elsewhere none. */
  readonly canary?: string;
  /** File with the token or client secret of an integration whose one was made elsewhere. */
  readonly tokenFile?: string;
  /** False: nobody is asked for such a credential. @defaultValue true */
  readonly input?: boolean;
  readonly secretFile?: string;
  readonly showSecret?: boolean;
  readonly stack?: string;
  /** Allows to fetch OpenTofu when there is no tool. */
  readonly yes?: boolean;
}

/**
 * The table that the tool must not be able to read: from `--canary`, in the sandbox its own.
 *
 * @throws UsageError for anything but three names
 */
export function canaryOf({ canary }: CheckCommand, env: NodeJS.ProcessEnv): Securable | undefined {
  if (canary === undefined) {
    const { catalog, schema, name: table } = CANARY;
    return env.ONRAMP_SANDBOX ? { catalog, schema, table } : undefined;
  }
  if (/^[^.]+\.[^.]+\.[^.]+$/.test(canary)) return parseSecurable(canary);
  const fix = "Name a table that the tool must not be able to read as catalog.schema.table.";
  throw new UsageError(`--canary ${canary} is no table.`, [fix]);
}

/** @throws UsageError for `--show-secret` where it would be kept in a log, or has no place to be shown */
export function refuseShowing({ showSecret, json }: CheckCommand, env: NodeJS.ProcessEnv): void {
  if (!showSecret) return;
  const fix = ["Use --secret-file PATH, which writes it to a new file only you can read."];
  if (env.CI) throw new UsageError("--show-secret is refused while CI is set: the log would keep the secret.", fix);
  if (json) throw new UsageError("--show-secret and --json do not go together: the report has no secrets.", fix);
}
