import { DatabricksProvider } from "@cdktf/provider-databricks/lib/provider";
import { TerraformStack, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { CLOUDS, type Cloud } from "../lib/databricks/host";
import { isKnown, refuse } from "./validation";

/** Properties of {@link WorkspaceProvider}. */
export interface WorkspaceProviderProps {
  /**
   * URL of the workspace, `https://…`.
   *
   * @default - the environment decides (unified authentication)
   */
  readonly host?: string;
  /**
   * Where the workspace runs; decides how a token for a service principal is made.
   *
   * @default - AWS or Google Cloud, which make them in the same way
   */
  readonly cloud?: Cloud;
  /**
   * Profile in `.databrickscfg` to sign in with.
   *
   * @default - the environment decides (unified authentication)
   */
  readonly profile?: string;
  /**
   * API requests a second. The provider's own default of 15 makes 20 integrations take 25 s instead of 2 s.
   *
   * @default 50
   */
  readonly rateLimit?: number;
}

/** Who a {@link WorkspaceProvider.signInAs | second sign-in} is. */
export interface SignInProps {
  /** Application id of the service principal. */
  readonly clientId: string;
  /** Its OAuth secret, as a reference to a resource's attribute; never the text itself. */
  readonly clientSecret: string;
}

/**
 * The stack's connection to its workspace. It holds no secret: who deploys comes from the environment.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/unified-auth
 *
 * @example
 * ```ts
 * new WorkspaceProvider(stack, "databricks", { cloud: "aws" });
 * ```
 */
export class WorkspaceProvider extends Construct {
  /** Where the workspace runs; absent: nobody said. */
  readonly cloud?: Cloud;
  readonly #props: WorkspaceProviderProps;

  /** @throws Error when the host is no URL without a path, or the rate is not positive */
  constructor(scope: Construct, id: string, props: WorkspaceProviderProps = {}) {
    super(scope, id);
    const { host, cloud, profile, rateLimit = 50 } = props;
    refuse(`workspace ${this.node.path}`, [
      isKnown(host) && !/^https?:\/\/[^/]+$/.test(host ?? "") && `host is ${host}, allowed is https://… without a path`,
      cloud !== undefined && !CLOUDS.includes(cloud) && `cloud is ${String(cloud)}, allowed are ${CLOUDS.join(", ")}`,
      isKnown(rateLimit) && !(rateLimit > 0) && `rateLimit is ${rateLimit}, allowed is a number above 0`,
    ]);
    this.cloud = cloud;
    this.#props = { host, profile, rateLimit };
    new DatabricksProvider(this, "Resource", this.#props);
  }

  /** A provider for the same workspace that acts as a service principal; its alias follows from scope and id. */
  signInAs(scope: Construct, id: string, props: SignInProps): TerraformProvider {
    const { host, rateLimit } = this.#props;
    // Said aloud, or the deploying identity's variables count as a second method and the provider refuses both.
    return new DatabricksProvider(scope, id, {
      alias: aliasOf(scope),
      host,
      rateLimit,
      authType: "oauth-m2m",
      ...props,
    });
  }

  /**
   * Puts a provider of the same alias in the place of a {@link signInAs} that is gone: Terraform refuses to plan while
   * the state has a resource whose provider is missing. It acts as the deploying identity.
   */
  replaceSignIn(scope: Construct, id: string): TerraformProvider {
    return new DatabricksProvider(scope, id, { alias: aliasOf(scope), ...this.#props });
  }
}

function aliasOf(scope: Construct): string {
  return TerraformStack.of(scope).getLogicalId(scope.node);
}
