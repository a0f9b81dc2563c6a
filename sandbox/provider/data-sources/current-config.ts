import type { DataSource } from "../engine/resource";

/** How the provider is configured. It asks the workspace nothing. */
export const currentConfig: DataSource = {
  read: (client) =>
    Promise.resolve({
      id: "_",
      is_account: false,
      host: client.url,
      cloud_type: client.cloud,
      auth_type: client.authType,
    }),
};
