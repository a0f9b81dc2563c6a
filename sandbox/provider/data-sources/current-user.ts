import type { DataSource } from "../engine/resource";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whoever the provider is signed in as; a service principal's user name is its application id. */
export const currentUser: DataSource = {
  async read(client) {
    const { id, userName, externalId = "" } = await client.me();
    return {
      id,
      user_name: userName,
      external_id: externalId,
      home: `/Users/${userName}`,
      repos: `/Repos/${userName}`,
      acl_principal_id: `${UUID.test(userName) ? "servicePrincipals" : "users"}/${userName}`,
      alphanumeric: userName.replace(/@.*/s, "").replaceAll(/\W/g, "_").toLowerCase(),
      workspace_url: client.url,
    };
  },
};
