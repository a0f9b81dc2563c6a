import type { Reader } from "../databricks/http/rest";
import { listTokens, type TokenInfo } from "../databricks/tokens";

/** A personal access token that this kit made, told by its comment `onramp:<integration>`. */
export interface KitToken extends TokenInfo {
  readonly integration: string;
}

/** The tokens in the workspace whose comment is this kit's, whoever deployed them; for admins. */
export async function kitTokens(rest: Reader): Promise<KitToken[]> {
  return (await listTokens(rest)).flatMap((token) => {
    const integration = /^onramp:(.+)$/.exec(token.comment)?.[1];
    return integration ? [{ ...token, integration }] : [];
  });
}
