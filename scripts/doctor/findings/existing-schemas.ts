import { getSchema } from "../../../lib/databricks/schemas";
import { snippet } from "../../../lib/config/snippet";
import { fullName, quotedName, quoteIdentifier } from "../../../lib/databricks/securable";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { lines } from "../lines";
import { unanswered } from "../unanswered";
import { getCurrentUser } from "../../../lib/databricks/current-user";

/** Schemas that are adopted or taken over. */
export const existingSchemas: Examination = {
  id: "schemas",
  question: "whether the existing schemas are there",
  async examine({ rest, declared }) {
    const all = [...declared.existing.schemas, ...declared.schemas.filter((each) => each.import !== undefined)];
    if (all.length === 0) return [];
    const judge = async ({ catalog, name: schema, path }: (typeof all)[number]): Promise<Outcome[]> => {
      const name = fullName({ catalog, schema });
      try {
        await getSchema(rest, name);
        return [];
      } catch (error) {
        if (error instanceof ServiceError && error.kind === "not-found") {
          // The line on catalogs says it.
          if (error.errorCode === "CATALOG_DOES_NOT_EXIST") return [];
          const fix = lines("correct the name, or let the stack create it:", snippet(path, { name: schema }));
          return [fail(`the schema ${name} is not there, or hidden from you`, { cause: error.message, fix })];
        }
        if (error instanceof ServiceError && /not accessible in (the )?current workspace/i.test(error.message))
          return [];
        const { name: me } = await getCurrentUser(rest);
        const grant = `GRANT USE SCHEMA ON SCHEMA ${quotedName({ catalog, schema })} TO ${quoteIdentifier(me)};`;
        return [unanswered(`whether the schema ${name} is there`, error, `its owner runs\n${grant}`)];
      }
    };
    const outcomes = (await Promise.all(all.map(judge))).flat();
    const names = all.map(({ catalog, name }) => fullName({ catalog, schema: name }));
    return outcomes.length > 0 ? outcomes : [pass(`${names.join(", ")}: there`)];
  },
};
