import type { Connection } from "../terraform/connection";
import { onramp } from "../command-line";
import { DEFAULT_LIFETIME_DAYS } from "../databricks/credential";

/**
 * How a person makes the credential that the deployment did not make, in Databricks' own pages; nothing for a
 * credential of the kit's.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/pat
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m
 */
export function credentialSteps({ credential, principal, integration }: Connection): string[] {
  if (!credential.external) return [];
  return [
    ...(credential.kind === "oauth" ? secretSteps(principal.display_name) : tokenSteps(integration)),
    `Prove it before you enter it in the tool: ${onramp(`check ${integration} --token-file PATH`)}`,
  ];
}

function tokenSteps(integration: string): string[] {
  return [
    "In Databricks open Settings from your profile, under User choose Developer, and next to Access tokens Manage.",
    `Choose Generate new token, write onramp:${integration} as comment, keep a lifetime (${DEFAULT_LIFETIME_DAYS} days or less), choose Generate.`,
    "Copy the token, which is shown once, to a safe place, and choose Done.",
    "Mind: a token made this way is yours, and the tool then acts as you with everything you may do; leave out kind: external to get one of the service principal.",
  ];
}

function secretSteps(principal: string): string[] {
  return [
    `As a workspace admin open Settings, Identity and access, Service principals, and there ${principal}.`,
    "On the tab Secrets choose Generate secret, with a lifetime of 730 days at most.",
    "Copy the secret, which is shown once, and the client ID to a safe place, and choose Done.",
  ];
}
