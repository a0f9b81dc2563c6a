import { contentsOfSchema, type Content } from "../../../lib/databricks/contents";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import { pass, warn, type Outcome } from "../../../lib/report/outcome";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";

/** Most objects of one owner that are named. */
const MOST = 5;

/** What others own in a schema that a tool is to work in: it can neither replace nor drop that. */
export const othersObjects: Examination<StatesContext> = {
  id: "others-objects",
  question: "what is in the existing schemas",
  async examine({ rest, declared, managed }) {
    const taken = declared.schemas.filter((each) => each.import !== undefined);
    const schemas = [...declared.existing.schemas, ...taken];
    if (schemas.length === 0) return [];
    const adopted = declared.principals.flatMap(({ existing }) => existing ?? []);
    const made = managed.principals.map(({ applicationId }) => applicationId);
    const tools = new Set([...adopted, ...made].map((each) => each.toLowerCase()));
    const judge = async ({ catalog, name }: { catalog: string; name: string }): Promise<Outcome[]> => {
      try {
        const { name: full, contents } = await contentsOfSchema(rest, catalog, name);
        const others = contents.filter(({ owner }) => !tools.has(owner.toLowerCase()));
        return others.length > 0 ? [theirs(full, others)] : [];
      } catch (error) {
        // The line on schemas says it.
        if (error instanceof ServiceError && error.kind === "not-found") return [];
        throw error;
      }
    };
    const outcomes = (await Promise.all(schemas.map(judge))).flat();
    return outcomes.length > 0 ? outcomes : [pass("you see nothing of others in the existing schemas")];
  },
};

function theirs(schema: string, others: readonly Content[]): Outcome {
  const owners = [...new Set(others.map(({ owner }) => owner))].sort();
  const each = owners.map((owner) => {
    const names = others.filter((other) => other.owner === owner).map(({ kind, name }) => `${kind} ${name}`);
    const more = names.length > MOST ? [`${names.length - MOST} more`] : [];
    return `${owner || "an owner who is not told"}: ${[...names.slice(0, MOST), ...more].join(", ")}`;
  });
  return warn(`${schema} holds ${others.length} ${others.length === 1 ? "object" : "objects"} of others`, {
    cause: `a tool cannot replace or drop what others own, as dbt and the like do with names that they want: ${each.join("; ")}`,
    fix: "choose a schema of its own for the tool, or see with these owners that no name is wanted twice",
  });
}
