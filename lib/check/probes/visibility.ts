import { getCatalog } from "../../databricks/catalogs";
import type { Reader } from "../../databricks/http/rest";
import { fullName, quoteIdentifier, type Securable } from "../../databricks/securable";
import { ServiceError } from "../../databricks/http/service-error";
import type { CheckContext } from "../context";
import type { Diagnosis } from "../diagnosis";
import { catalogDiagnosis } from "../diagnosis/catalog";
import { notFound } from "../diagnosis/absent";
import { heldOn } from "../evidence";
import { named } from "../named";
import type { Probe } from "../probe";
import { fail, pass, skip, type Outcome } from "../../report/outcome";
import { sqlText } from "../../databricks/sql/statements";

/** As CleverTap's guide lets people look for catalog and schema. */
export const visibility: Probe = {
  id: "visibility",
  title: () => "sees its catalog and schema",
  after: "sign-in",
  async run(context) {
    const catalogs = new Set(context.targets.map((target) => target.catalog));
    const schemas = new Map<string, Securable>();
    for (const { catalog, schema } of context.targets) {
      if (schema) schemas.set(`${catalog}.${schema}`, { catalog, schema });
    }
    for (const catalog of catalogs) {
      if (!(await lists(context, `SHOW CATALOGS LIKE ${sqlText(catalog)}`, catalog)))
        return hidden(context, { catalog });
    }
    for (const securable of schemas.values()) {
      const { catalog, schema = "" } = securable;
      const statement = `SHOW SCHEMAS IN ${quoteIdentifier(catalog)} LIKE ${sqlText(schema)}`;
      if (!(await lists(context, statement, schema, { catalog }))) return hidden(context, securable);
    }
    if (catalogs.size === 0) return skip("sees its catalogs: it has none of its own and reads none");
    return pass(`sees ${named([...[...catalogs].map((catalog) => ({ catalog })), ...schemas.values()])}`);
  },
};

async function lists(context: CheckContext, statement: string, name: string, catalog?: Securable): Promise<boolean> {
  const rows = await context.query(statement, catalog && { privilege: "USE_CATALOG", on: catalog });
  return rows.some((row) => String(Object.values(row)[0]).toLowerCase() === name.toLowerCase());
}

async function hidden(context: CheckContext, securable: Securable): Promise<Outcome> {
  const { rest } = context;
  const isolated = securable.schema === undefined && (await refusal(rest, securable.catalog));
  if (isolated) return fail(`does not see ${fullName(securable)}`, isolated);
  const privilege = securable.schema === undefined ? "USE_CATALOG" : "USE_SCHEMA";
  const held = await heldOn(context, securable);
  const need = { privilege, on: securable } as const;
  return fail(`does not see ${fullName(securable)}`, notFound({ ...context.circumstances, text: "", need, held }));
}

/** Lists leave out a catalog that is closed to this workspace; asked for by name, the service says so. */
async function refusal(rest: Reader, catalog: string): Promise<Diagnosis | undefined> {
  try {
    await getCatalog(rest, catalog);
  } catch (error) {
    if (error instanceof ServiceError) return catalogDiagnosis(error.message);
    throw error;
  }
  return undefined;
}
