import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { credentialFault, Secret } from "../../lib/databricks/secret";
import type { Context } from "../cli/context";
import { UsageError } from "../../lib/report/errors";
import { askHidden, canAsk, type Input } from "../cli/hidden-prompt";
import type { DeployedConnection } from "../cli/selection";

/** A connection with what it signs in with. */
export interface Credentialed extends DeployedConnection {
  readonly secret: Secret;
  /** True when a person brought the secret. */
  readonly external: boolean;
}

/** Where an external credential may come from. */
export interface CredentialSources {
  /** Holds the token or client secret; white space around it does not count. */
  readonly tokenFile?: string;
  /** False: nobody is asked. @defaultValue true */
  readonly input?: boolean;
}

/** Variable that holds the external credential of an integration, e.g. `ONRAMP_TOKEN_CLEVERTAP`. */
export function tokenVariable(integration: string): string {
  return `ONRAMP_TOKEN_${integration.toUpperCase().replaceAll("-", "_")}`;
}

/**
 * Gives every connection its secret: the deployed one, or for an external credential that from a file, the environment
 * or a question on the terminal, so that others can neither see it nor find it later.
 *
 * @param stdin where a person types
 * @throws UsageError when there is none, it cannot be one, or several would have to share a file
 */
export async function withCredentials(
  deployed: readonly DeployedConnection[],
  sources: CredentialSources,
  context: Pick<Context, "env" | "cwd" | "stderr" | "signal">,
  stdin: Input = process.stdin,
): Promise<Credentialed[]> {
  const external = deployed.filter(({ connection }) => connection.credential.external);
  if (sources.tokenFile !== undefined && external.length !== 1) {
    const names = external.map(({ connection }) => connection.integration).join(", ") || "none";
    throw new UsageError(`--token-file is for one integration with credential: external, but there are ${names}.`, [
      "Name one of them, or leave the option out.",
    ]);
  }
  const credentialed: Credentialed[] = [];
  for (const each of deployed) {
    const { secret } = each;
    credentialed.push(
      secret
        ? { ...each, secret, external: false }
        : { ...each, secret: await externalSecret(each, sources, context, stdin), external: true },
    );
  }
  return credentialed;
}

async function externalSecret(
  { connection: { integration, credential }, profile }: DeployedConnection,
  { tokenFile, input = true }: CredentialSources,
  context: Pick<Context, "env" | "cwd" | "stderr" | "signal">,
  stdin: Input,
): Promise<Secret> {
  const variable = tokenVariable(integration);
  if (tokenFile !== undefined) return usable(contentOf(resolve(context.cwd, tokenFile)), `--token-file ${tokenFile}`);
  const value = context.env[variable];
  if (value) return usable(new Secret(value.trim()), variable);
  const what = credential.kind === "oauth" ? "client secret" : "token";
  if (input && canAsk(stdin, context)) {
    const question = `The ${what} that ${profile.name} uses as ${integration} (not shown)`;
    return usable(await askHidden(question, stdin, context), `The ${what} of ${integration}`);
  }
  throw new UsageError(`The ${what} of ${integration} was made elsewhere, and the check was not given it.`, [
    `Put it into a file for --token-file PATH or into the environment variable ${variable},`,
    "or run the check on a terminal without --no-input: it asks for it and does not show it.",
  ]);
}

/** What was pasted wrongly is told before it is tried. */
function usable(secret: Secret, source: string): Secret {
  const fault = credentialFault(secret.reveal());
  if (fault === undefined) return secret;
  throw new UsageError(`${source} ${fault}.`, ["It must be the token or client secret and nothing else."]);
}

function contentOf(path: string): Secret {
  try {
    return new Secret(readFileSync(path, "utf8").trim());
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`--token-file ${path} cannot be read (${code}).`, [], { cause });
  }
}
