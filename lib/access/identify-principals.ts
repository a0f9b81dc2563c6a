import type { IntegrationConfig, OnrampConfig } from "../config";
import type { Reader } from "../databricks/http/rest";
import { findNamedServicePrincipals, isNamed, principalKey } from "../databricks/service-principals";

/**
 * A config in which adopted service principals go by their application ids, as grants and states do, whatever the file
 * names them by. One that is not there stays as it is written, and so does a display name that several have: Terraform
 * refuses both when it plans. Without such an entry nothing is asked.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function identifyPrincipals(config: OnrampConfig, rest: Reader): Promise<OnrampConfig> {
  const named = config.integrations.flatMap(({ principal }) => {
    const text = "existing" in principal ? principal.existing : undefined;
    return text === undefined || principalKey(text) === "applicationId" ? [] : [text];
  });
  if (named.length === 0) return config;
  const found = await findNamedServicePrincipals(rest, named);
  const identify = (integration: IntegrationConfig): IntegrationConfig => {
    const { principal } = integration;
    if (!("existing" in principal)) return integration;
    const [only, ...others] = found.filter((each) => isNamed(each, principal.existing));
    if (!only || others.length > 0) return integration;
    return { ...integration, principal: { ...principal, existing: only.applicationId.toLowerCase() } };
  };
  return { ...config, integrations: config.integrations.map(identify) };
}
