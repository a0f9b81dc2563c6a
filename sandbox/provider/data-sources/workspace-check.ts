import { AttributeError } from "../engine/diagnostics";
import type { DataSource } from "../engine/resource";
import { blocks, text } from "../engine/value";

/** Honours `provider_config { workspace_id }`: a data source that is meant for another workspace is not read. */
export function inWorkspace(source: DataSource): DataSource {
  return {
    ...source,
    generic: true,
    async read(client, config) {
      const [providerConfig] = blocks(config, "provider_config");
      if (providerConfig) {
        const [asked, actual] = [text(providerConfig, "workspace_id"), await client.workspaceId()];
        if (asked !== actual) {
          throw new AttributeError(
            ["provider_config", 0, "workspace_id"],
            `workspace_id mismatch: provider is configured for workspace ${actual} but got ${asked} in provider_config. ` +
              "please check the workspace_id provided in provider_config",
          );
        }
      }
      return source.read(client, config);
    },
  };
}
