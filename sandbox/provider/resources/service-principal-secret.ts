import { segment } from "../client";
import { AttributeError, OperationError } from "../engine/diagnostics";
import type { Answer, Resource } from "../engine/resource";
import { given, text, type Values } from "../engine/value";
import { ignoringMissing } from "./token";

interface SecretInfo {
  id: string;
  /** RFC 3339. */
  expire_time?: string;
}

/** An OAuth secret of a service principal. Its value is told only at creation, so it cannot be imported. */
export const servicePrincipalSecret: Resource = {
  createReturnsAll: true,

  async create({ client }, planned) {
    const path = secretsPath(planned);
    const answer = await client.post<Values>(path, given(planned, "lifetime"));
    return { ...answer, lifetime: text(planned, "lifetime") };
  },

  async read({ client }, state): Promise<Answer | undefined> {
    const secrets = await client.list<SecretInfo>(secretsPath(state), "secrets");
    const found = secrets.find(({ id }) => id === text(state, "id"));
    const expired = found?.expire_time ? Date.parse(found.expire_time) < Date.now() : false;
    return found && !expired ? { ...found } : undefined;
  },

  delete: ({ client }, state) => ignoringMissing(client.delete(`${secretsPath(state)}/${segment(text(state, "id"))}`)),
};

function secretsPath(values: Values): string {
  const id = text(values, "service_principal_id");
  if (id === "") throw new OperationError("a secret's value is told only when it is created, so it cannot be imported");
  if (!/^\d+$/.test(id)) {
    throw new AttributeError(
      ["service_principal_id"],
      `service_principal_id has to be the numeric id of databricks_service_principal (not its application id), got ${JSON.stringify(id)}`,
    );
  }
  return `/api/2.0/accounts/servicePrincipals/${id}/credentials/secrets`;
}
