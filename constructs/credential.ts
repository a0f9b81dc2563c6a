import { OboToken } from "@cdktf/provider-databricks/lib/obo-token";
import { ServicePrincipalSecret } from "@cdktf/provider-databricks/lib/service-principal-secret";
import { Token as DatabricksToken } from "@cdktf/provider-databricks/lib/token";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { CREDENTIAL_KINDS, type CredentialKind } from "../lib/databricks/credential";
import { LONGEST_AZURE_TOKEN_DAYS, LONGEST_LIFETIME_DAYS } from "../lib/databricks/credential";
import { membershipsOf } from "./group-membership";
import { waitFor } from "./late-dependencies";
import type { WorkspaceProvider } from "./provider";
import type { IServicePrincipal } from "./service-principal-base";
import { isKnown, rangeProblem, refuse } from "./validation";

/** Id of the principal's own sign-in. */
const PROVIDER = "provider";

const SECONDS_A_DAY = 86_400;

/** Properties of {@link Credential}. */
export interface CredentialProps {
  /** The workspace it is for; its cloud decides how a token is made. */
  readonly workspace: WorkspaceProvider;
  /** Whose credential it is. */
  readonly principal: IServicePrincipal;
  /** `pat`: a personal access token; `oauth`: a client secret that goes with the principal's application id. */
  readonly kind: CredentialKind;
  /** Days until it expires: 1 to 730, tokens on Azure 1 to 700. */
  readonly lifetimeDays: number;
  /**
   * Text that lists of tokens show beside it; OAuth secrets have none.
   *
   * @default - no comment
   */
  readonly comment?: string;
}

/**
 * What a tool signs in with, issued to its service principal.
 *
 * A new one is made before the old one is revoked. The secret value stands in the Terraform state in clear, as with
 * every Terraform credential: protect the state.
 *
 * A personal access token is made on behalf of the principal on AWS and Google Cloud. Azure does not offer that, so
 * there the principal signs in by an OAuth secret of its own and makes the token itself. That secret lives two years
 * whatever the token's lifetime, so that a new lifetime replaces the token alone. Before such a credential is removed
 * from the program, {@link AbsentCredential} has to take its place: Terraform refuses to plan without the sign-in.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/
 *
 * @example
 * ```ts
 * const principal = new ServicePrincipal(stack, "tool", { displayName: "tool" });
 * const credential = new Credential(stack, "credential", { workspace, principal, kind: "pat", lifetimeDays: 90 });
 * new TerraformOutput(stack, "token", { value: credential.secretValue, sensitive: true });
 * ```
 */
export class Credential extends Construct {
  /** Token id or secret id: names the credential without being it. */
  readonly credentialId: string;
  /** Reference to the token or client secret; Terraform knows it as sensitive. */
  readonly secretValue: string;

  /** @throws Error when the kind or the lifetime is not allowed */
  constructor(scope: Construct, id: string, props: CredentialProps) {
    super(scope, id);
    const { kind, lifetimeDays } = props;
    const ownToken = makesOwnToken(props);
    refuse(`credential ${this.node.path}`, [
      isKnown(kind) &&
        !CREDENTIAL_KINDS.includes(kind) &&
        `kind is ${kind}, allowed are ${CREDENTIAL_KINDS.join(", ")}`,
      rangeProblem("lifetimeDays", lifetimeDays, 1, ownToken ? LONGEST_AZURE_TOKEN_DAYS : LONGEST_LIFETIME_DAYS),
    ]);
    if (kind === "oauth") {
      const secret = makeSecret(this, "Resource", props.principal, lifetimeDays);
      this.credentialId = secret.id;
      this.secretValue = secret.secret;
    } else {
      const token = ownToken ? this.#ownToken(props) : this.#tokenOnBehalf(props);
      // A group may be what lets the principal have tokens.
      waitFor(token, () => membershipsOf(props.principal));
      this.credentialId = token.id;
      this.secretValue = token.tokenValue;
    }
  }

  #tokenOnBehalf({ principal, lifetimeDays, comment }: CredentialProps): OboToken {
    return new OboToken(this, "Resource", {
      applicationId: principal.applicationId,
      lifetimeSeconds: lifetimeDays * SECONDS_A_DAY,
      comment,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  #ownToken({ principal, workspace, lifetimeDays, comment }: CredentialProps): DatabricksToken {
    return new DatabricksToken(this, "Resource", {
      provider: signIn(this, workspace, principal),
      lifetimeSeconds: lifetimeDays * SECONDS_A_DAY,
      comment,
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** Properties of {@link AbsentCredential}. */
export interface AbsentCredentialProps extends Pick<CredentialProps, "workspace" | "kind"> {
  /**
   * Whose it was, if that stays: then a token is revoked by the sign-in that made it, and the secret of that remains.
   *
   * @default - the principal goes, and its token with it
   */
  readonly principal?: IServicePrincipal;
}

/**
 * Stands where a {@link Credential} of the same id stood, until it has left the state.
 *
 * Needed for tokens that a principal made itself, on Azure, and nothing otherwise.
 *
 * @example
 * ```ts
 * new AbsentCredential(stack, "credential", { workspace, kind: "pat" });
 * ```
 */
export class AbsentCredential extends Construct {
  constructor(scope: Construct, id: string, props: AbsentCredentialProps) {
    super(scope, id);
    const { workspace, principal } = props;
    if (!makesOwnToken(props)) return;
    if (principal) signIn(this, workspace, principal);
    else workspace.replaceSignIn(this, PROVIDER);
  }
}

/** Whether the principal itself makes its token. */
export function makesOwnToken({ kind, workspace }: Pick<CredentialProps, "workspace" | "kind">): boolean {
  return kind === "pat" && workspace.cloud === "azure";
}

function signIn(scope: Construct, workspace: WorkspaceProvider, principal: IServicePrincipal): TerraformProvider {
  const { secret } = makeSecret(scope, "secret", principal, LONGEST_LIFETIME_DAYS);
  return workspace.signInAs(scope, PROVIDER, { clientId: principal.applicationId, clientSecret: secret });
}

function makeSecret(scope: Construct, id: string, principal: IServicePrincipal, days: number): ServicePrincipalSecret {
  return new ServicePrincipalSecret(scope, id, {
    servicePrincipalId: principal.servicePrincipalId,
    lifetime: `${days * SECONDS_A_DAY}s`,
    lifecycle: { createBeforeDestroy: true },
  });
}
