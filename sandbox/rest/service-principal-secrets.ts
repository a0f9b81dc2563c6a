import type { ClientSecretRecord } from "../state/records/credential";
import { invalid } from "../state/errors";
import { readBody } from "./body";
import type { Area, RestContext } from "./context";

const SECRETS = "/api/2.0/accounts/servicePrincipals/:principalId/credentials/secrets";

/** OAuth secrets of service principals. @see https://docs.databricks.com/api/workspace/serviceprincipalsecretsproxy */
export const servicePrincipalSecrets: Area = (app, { workspace }) => {
  const { credentials, principals, now } = workspace;
  const principalOf = (c: RestContext) => principals.get("servicePrincipal", c.req.param("principalId") ?? "");
  const toWire = (secret: ClientSecretRecord) => {
    const createdAt = new Date(secret.createdAt).toISOString();
    return {
      id: secret.id,
      secret_hash: secret.hash,
      status: secret.expiresAt > now() ? "ACTIVE" : "EXPIRED",
      create_time: createdAt,
      update_time: createdAt,
      expire_time: new Date(secret.expiresAt).toISOString(),
    };
  };

  app.get(SECRETS, (c) =>
    c.json({ secrets: credentials.secrets(c.get("caller"), principalOf(c)).map((secret) => toWire(secret)) }),
  );

  app.post(SECRETS, async (c) => {
    const lifetime = lifetimeSeconds((await readBody(c)).string("lifetime"));
    const { value, secret } = credentials.createSecret(c.get("caller"), principalOf(c), lifetime);
    return c.json({ ...toWire(secret), secret: value });
  });

  app.delete(`${SECRETS}/:id`, (c) => {
    credentials.deleteSecret(c.get("caller"), principalOf(c), c.req.param("id"));
    return c.json({});
  });
};

/** A protobuf duration: `3600s`. */
function lifetimeSeconds(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const seconds = /^(\d+)s$/.exec(text)?.[1];
  if (seconds === undefined) throw invalid(`lifetime must be a number of seconds such as '3600s', not '${text}'.`);
  return Number(seconds);
}
