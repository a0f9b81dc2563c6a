import type { Client } from "../client";
import { OperationError } from "../engine/diagnostics";
import type { Resource } from "../engine/resource";
import { text, texts, type Value, type Values } from "../engine/value";
import { checkMetastore, grantsPath } from "./unity-catalog";

/** Attribute → kind of securable in the API's path. */
const KINDS: Readonly<Record<string, string>> = {
  catalog: "catalog",
  credential: "credential",
  external_location: "external_location",
  foreign_connection: "connection",
  function: "function",
  metastore: "metastore",
  model: "function",
  pipeline: "pipeline",
  recipient: "recipient",
  schema: "schema",
  share: "share",
  storage_credential: "storage_credential",
  table: "table",
  volume: "volume",
};
const SECURABLES = Object.keys(KINDS);

interface Assignment {
  principal: string;
  privileges: string[];
}

/**
 * All direct privileges of one principal on one securable; other principals are left alone. The id is
 * `<attribute>/<full name>/<principal>`.
 */
export const grant: Resource = {
  rules: {
    ...Object.fromEntries(SECURABLES.map((name) => [name, { forceNew: true }])),
    principal: { forceNew: true },
    privileges: { same: (a, b) => normals(a) === normals(b) },
  },
  oneOf: { names: SECURABLES, exactly: true },

  async create({ client }, planned) {
    const securable = SECURABLES.find((name) => text(planned, name) !== "") ?? "";
    const id = `${securable}/${text(planned, securable)}/${text(planned, "principal")}`;
    await replace(client, { ...planned, id }, texts(planned, "privileges"));
    return { id };
  },

  async read({ client }, state) {
    const { securable, name, principal } = parseId(state);
    const found = await assigned(client, securable, name, principal);
    return found && { principal, privileges: found.privileges, [securable]: name };
  },

  update: ({ client }, planned) => replace(client, planned, texts(planned, "privileges")),

  delete: ({ client }, state) => replace(client, state, []),
};

/** Adds what is missing and removes what is too much, then makes sure that it took. */
async function replace(client: Client, state: Values, wanted: string[]): Promise<void> {
  await checkMetastore(client, state, "metastore");
  const { securable, name, principal } = parseId(state);
  const path = grantsPath(KINDS[securable] ?? securable, name);
  const desired = wanted.map(normal).sort();
  const change = difference(desired, (await assigned(client, securable, name, principal))?.privileges);
  if (!change) return;
  await client.patch(path, { changes: [{ principal, ...change }] });
  const now = await assigned(client, securable, name, principal);
  if (difference(desired, now?.privileges) === undefined) return;
  throw new OperationError(
    `permissions for ${KINDS[securable]}-${name} are ${shown(principal, now?.privileges)}, ` +
      `but have to be ${shown(principal, desired)}`,
  );
}

function difference(desired: string[], existing: string[] = []): { add?: string[]; remove?: string[] } | undefined {
  const current = existing.map(normal).sort();
  const add = desired.filter((privilege) => !current.includes(privilege));
  const remove = current.filter((privilege) => !desired.includes(privilege));
  if (add.length === 0 && remove.length === 0) return undefined;
  return { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) };
}

async function assigned(client: Client, securable: string, name: string, principal: string) {
  const path = grantsPath(KINDS[securable] ?? securable, name);
  const { privilege_assignments = [] } = await client.get<{ privilege_assignments?: Assignment[] }>(path);
  return privilege_assignments.find((assignment) => assignment.principal === principal);
}

function parseId(state: Values) {
  const [securable = "", name = "", ...rest] = text(state, "id").split("/");
  if (rest.length === 0 || !(securable in KINDS)) {
    throw new OperationError(
      `the id has to be <kind of securable>/<full name>/<principal>, e.g. schema/main.sales/analysts; got ${text(state, "id")}`,
    );
  }
  return { securable, name, principal: rest.join("/") };
}

/** `use catalog` and `USE_CATALOG` are one privilege. */
function normal(privilege: string): string {
  return privilege.toUpperCase().replaceAll(" ", "_");
}

function normals(privileges: Value): string {
  return texts({ privileges }, "privileges").map(normal).sort().join();
}

function shown(principal: string, privileges: string[] | undefined): string {
  return privileges?.length ? `[{${principal} [${privileges.join(" ")}]}]` : "[]";
}
