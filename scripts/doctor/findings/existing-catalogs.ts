import { getCatalog, type CatalogKind } from "../../../lib/databricks/catalogs";
import type { Existing } from "../../../lib/config";
import { namespacesOf } from "../../../lib/config/namespaces";
import { snippet } from "../../../lib/config/snippet";
import type { At } from "../../../lib/config/declared";
import { quoteIdentifier } from "../../../lib/databricks/securable";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { DoctorContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { lines } from "../lines";
import { unanswered } from "../unanswered";
import { getCurrentUser } from "../../../lib/databricks/current-user";
import { getWorkspaceId } from "../../../lib/databricks/metastore";

/** Kinds of catalogs in which nobody can make anything, in words. */
const READ_ONLY: Readonly<Record<Exclude<CatalogKind, "managed">, string>> = {
  foreign: "a foreign catalog: a database of another system",
  shared: "a shared catalog: data of somebody else's metastore",
  system: "a catalog of Databricks itself",
};

/** Catalogs that are adopted or taken over: there, open to this workspace, and writable where something is made in them. */
export const existingCatalogs: Examination = {
  id: "catalogs",
  question: "whether the existing catalogs are there",
  async examine(context) {
    const { existing, catalogs } = context.declared;
    const all = [...existing.catalogs, ...catalogs.filter((each) => each.import !== undefined)];
    if (all.length === 0) return [];
    const outcomes = (await Promise.all(all.map((catalog) => judge(context, catalog)))).flat();
    return outcomes.length > 0 ? outcomes : [pass(`${all.map(({ name }) => name).join(", ")}: there, and fit for use`)];
  },
};

async function judge(context: DoctorContext, { name, path }: At<Pick<Existing, "name">>): Promise<Outcome[]> {
  try {
    const { kind } = await getCatalog(context.rest, name);
    if (kind === "managed") return [];
    const makers = makersIn(context, name);
    if (makers.length === 0) return [];
    return [
      fail(`${makers.join(", ")} cannot make anything in ${name}`, {
        cause: `it is ${READ_ONLY[kind]}, which can only be read`,
        fix: `name another catalog for ${makers.join(", ")}; what a tool only reads of it is named under read:`,
      }),
    ];
  } catch (error) {
    return [await absence(context, name, path, error)];
  }
}

/** Integrations that make a schema in a catalog, or are allowed to change something in it. */
function makersIn({ config, declared }: DoctorContext, name: string): string[] {
  const changes = (privilege: string) => /^(CREATE|WRITE|MODIFY|APPLY)/.test(privilege);
  return declared.integrations
    .filter((integration) =>
      namespacesOf(config, integration)
        .filter(({ catalog }) => catalog.name === name)
        .some(({ schema, privileges }) => {
          if (schema && !("existing" in schema)) return true;
          return [...privileges.catalog, ...privileges.schema].some(changes);
        }),
    )
    .map((integration) => integration.name);
}

async function absence({ rest }: DoctorContext, name: string, path: string, error: unknown): Promise<Outcome> {
  const { name: me } = await getCurrentUser(rest);
  if (error instanceof ServiceError && error.kind === "not-found") {
    return fail(`the catalog ${name} is not there, or hidden from you`, {
      cause: error.message,
      fix: lines("correct the name, or let the stack create it:", snippet(path, { name })),
    });
  }
  if (error instanceof ServiceError && /not accessible in (the )?current workspace/i.test(error.message)) {
    const binding = { workspace_id: await getWorkspaceId(rest), binding_type: "BINDING_TYPE_READ_WRITE" };
    return fail(`the catalog ${name} is isolated, and not open to this workspace`, {
      cause: error.message,
      fix:
        `its owner opens it, in Catalog Explorer › ${name} › Workspaces, or in a workspace that it is open to by\n` +
        `databricks workspace-bindings update-bindings catalog ${name} --json '${JSON.stringify({ add: [binding] })}'`,
    });
  }
  const grant = `GRANT USE CATALOG ON CATALOG ${quoteIdentifier(name)} TO ${quoteIdentifier(me)};`;
  return unanswered(`whether the catalog ${name} is there`, error, `its owner runs\n${grant}`);
}
