import { fullName, quoteIdentifier } from "../../../lib/databricks/securable";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { StatesContext } from "../context";
import { holds } from "../../../lib/access/effective";
import { getCatalog } from "../../../lib/databricks/catalogs";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { getCurrentUser, isCurrentUser } from "../../../lib/databricks/current-user";

const NEEDED = ["USE_CATALOG", "CREATE_SCHEMA"] as const;

/** Schemas to create in catalogs that are adopted. */
export const createSchema: Examination<StatesContext> = {
  id: "create-schema",
  question: "whether you may create schemas in existing catalogs",
  async examine(context) {
    const { declared, managed } = context;
    const catalogs = new Set(
      declared.schemas
        .filter(
          ({ catalog, name, import: id }) =>
            id === undefined && !managed.schemas.has(fullName({ catalog, schema: name })),
        )
        .map(({ catalog }) => catalog)
        .filter((catalog) => !declared.catalogs.some(({ name }) => name === catalog)),
    );
    if (catalogs.size === 0) return [];
    const outcomes = (await Promise.all([...catalogs].map((catalog) => judge(context, catalog)))).flat();
    const bad = outcomes.filter(({ status }) => status !== "PASS");
    return bad.length > 0 ? bad : outcomes;
  },
};

async function judge({ rest }: StatesContext, catalog: string): Promise<Outcome[]> {
  try {
    const { owner } = await getCatalog(rest, catalog);
    const well = pass(`you may create a schema in ${catalog}`);
    if (await isCurrentUser(rest, owner)) return [well];
    const granted = await Promise.all(NEEDED.map((privilege) => holds(rest, privilege, "catalog", catalog)));
    const missing = NEEDED.filter((_privilege, at) => !granted[at]).map((privilege) => privilege.replace("_", " "));
    if (missing.length === 0) return [well];
    const { name } = await getCurrentUser(rest);
    return [
      fail(`you may not create a schema in ${catalog}`, {
        cause: `neither ${name} nor a group of it owns it or holds ${missing.join(" and ")} on it`,
        fix: `its owner runs\nGRANT ${missing.join(", ")} ON CATALOG ${quoteIdentifier(catalog)} TO ${quoteIdentifier(name)};`,
      }),
    ];
  } catch (error) {
    // The line on catalogs says that it is not there, or hidden.
    if (error instanceof ServiceError && (error.kind === "not-found" || error.kind === "forbidden")) return [];
    throw error;
  }
}
